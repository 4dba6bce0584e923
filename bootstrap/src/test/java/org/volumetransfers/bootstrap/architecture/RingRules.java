package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;

/** Which modules and packages may depend on which. */
final class RingRules {

    private static final String JAVA = "java..";
    private static final String NULL_MARKS = "org.jspecify..";

    private RingRules() {}

    static ArchRule domainSeesJavaOnly(Rings rings) {
        return classes()
                .that()
                .resideInAPackage(rings.domain())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JAVA, NULL_MARKS, rings.domain())
                .because("the vocabulary of the domain outlives every library, protocol and storage");
    }

    static ArchRule applicationSeesDomainAndItsOwnPortsOnly(Rings rings) {
        return classes()
                .that()
                .resideInAPackage(rings.application())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JAVA, NULL_MARKS, rings.domain(), rings.application())
                .because("a use case without adapters runs on any of them, and has no dependencies for embedders");
    }

    static ArchRule testkitSeesPortsAndJUnitOnly(Rings rings) {
        return classes()
                .that()
                .resideInAPackage(rings.testkit())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        JAVA, NULL_MARKS, "org.junit.jupiter.api..", rings.domain(), rings.ports(), rings.testkit())
                .because("authors of other adapters need JUnit Jupiter only");
    }

    static ArchRule portsDoNotSeeServices(Rings rings) {
        return noClasses()
                .that()
                .resideInAPackage(rings.ports())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(rings.services())
                .because("a port may be implemented without the services");
    }

    static ArchRule adaptersDoNotSeeServices(Rings rings) {
        return noClasses()
                .that()
                .resideInAPackage(rings.adapters())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(rings.services())
                .because("adapters call ports only, so that a use case can be decorated without changing them");
    }

    static ArchRule adaptersDoNotSeeEachOther(Rings rings) {
        return slices().matching(rings.root() + ".adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .because("an adapter must not bring another one with it");
    }

    static ArchRule noOtherModuleSeesBootstrap(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.bootstrap())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(rings.bootstrap())
                .because("parts do not depend on the program that assembles them");
    }

    static ArchRule onlyTransferServerAndImportCommandCreateAdapters(Rings rings) {
        DescribedPredicate<JavaClass> makers = HabitRules.namedOrWithin(
                "TransferServer and ImportCommand",
                rings.inBootstrap("TransferServer"),
                rings.inBootstrap("ImportCommand"));
        DescribedPredicate<JavaClass> inAdapter = JavaClass.Predicates.resideInAPackage(rings.adapters());
        DescribedPredicate<JavaClass> part = inAdapter.and(DescribedPredicate.describe(
                "are more than values and errors",
                type -> !type.isRecord()
                        && !type.isEnum()
                        && !type.isArray()
                        && !isInterfaceOfRecords(type)
                        && !type.isAssignableTo(Throwable.class)));
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.adapters())
                .and(DescribedPredicate.not(makers))
                .should()
                .accessTargetWhere(constructorOf(inAdapter))
                .orShould()
                .dependOnClassesThat(part)
                .because("one file for each command defines its parts, the order of their start, and their end");
    }

    /** Matches values that are of one of a few kinds. */
    private static boolean isInterfaceOfRecords(JavaClass type) {
        return type.isInterface()
                && !type.getSubclasses().isEmpty()
                && type.getSubclasses().stream().allMatch(JavaClass::isRecord);
    }

    private static DescribedPredicate<JavaAccess<?>> constructorOf(DescribedPredicate<JavaClass> owner) {
        return DescribedPredicate.describe(
                "is a constructor of an adapter's class",
                access -> access.getTarget().getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                        && owner.test(access.getTargetOwner()));
    }

    static ArchRule packagesOfBootstrapDoNotSeeItsRoot(Rings rings) {
        String root = rings.inBootstrap("").replaceFirst("\\.$", "");
        return noClasses()
                .that()
                .resideInAPackage(root + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root)
                .because("the root assembles the other packages, which can be read without it");
    }

    static ArchRule packagesHaveNoCycles(Rings rings) {
        return slices().matching(rings.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle can be neither read nor changed one by one");
    }
}
