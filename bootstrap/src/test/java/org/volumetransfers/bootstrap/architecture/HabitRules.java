package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What no class does, whatever its dependencies. */
final class HabitRules {

    /** All ways of Java to read a setting, by class. */
    private static final Map<String, Set<String>> SETTINGS = Map.of(
            "java.lang.System", Set.of("getenv", "getProperty", "getProperties"),
            "java.lang.Boolean", Set.of("getBoolean"),
            "java.lang.Integer", Set.of("getInteger"),
            "java.lang.Long", Set.of("getLong"));

    private HabitRules() {}

    static ArchRule settingsAreReadInBootstrapOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.bootstrap())
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe("reads a property or a variable", HabitRules::isReadingOfSettings))
                .because("all options are in one table, and a library depends on its arguments only");
    }

    private static boolean isReadingOfSettings(JavaAccess<?> access) {
        return SETTINGS.getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName());
    }

    static ArchRule onlyMainPrints(Rings rings) {
        return noClasses()
                .that(DescribedPredicate.not(namedOrWithin("Main", rings.inBootstrap("Main"))))
                .should()
                .accessTargetWhere(DescribedPredicate.describe("prints to a standard stream", HabitRules::isPrinting))
                .because("the streams belong to the program; all other code logs through System.Logger");
    }

    private static boolean isPrinting(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        boolean stream =
                access.getTargetOwner().isEquivalentTo(System.class) && (name.equals("out") || name.equals("err"));
        return stream
                || (name.equals("printStackTrace") && access.getTargetOwner().isAssignableTo(Throwable.class));
    }

    static ArchRule namesStateThePurposeOfAClass(Rings rings) {
        return noClasses()
                .that()
                .resideInAPackage(rings.root() + "..")
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .resideInAnyPackage("..util..", "..common..")
                .because("such a name fits anything, so that anything is put there");
    }

    static ArchRule packagesAreNullMarked(Rings rings) {
        return classes()
                .that()
                .resideInAPackage(rings.root() + "..")
                .should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, "Class <" + type.getName() + "> is in a package without @NullMarked"));
                    }
                })
                .because("without the annotation in package-info.java, nullness is not checked");
    }

    /** Matches classes with one of these full names, and classes nested in them. */
    static DescribedPredicate<JavaClass> namedOrWithin(String description, String... names) {
        return DescribedPredicate.describe(description, type -> {
            String outermost = type.getName().replaceFirst("\\$.*", "");
            return Set.of(names).contains(outermost);
        });
    }
}
