package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
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
                "TransferServer, its Storage and Identity, and ImportCommand",
                rings.inBootstrap("TransferServer"),
                rings.inBootstrap("Storage"),
                rings.inBootstrap("Identity"),
                rings.inBootstrap("ImportCommand"));
        DescribedPredicate<JavaClass> inAdapter = JavaClass.Predicates.resideInAPackage(rings.adapters());
        DescribedPredicate<JavaClass> part = inAdapter.and(DescribedPredicate.describe(
                "are more than values, interfaces and errors",
                type -> !type.isRecord()
                        && !type.isEnum()
                        && !type.isArray()
                        && !type.isInterface()
                        && !type.isAssignableTo(Throwable.class)));
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.adapters())
                .and(DescribedPredicate.not(makers))
                .should()
                .dependOnClassesThat(part)
                .because("few files for each command define its parts, the order of their start, and their end");
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
