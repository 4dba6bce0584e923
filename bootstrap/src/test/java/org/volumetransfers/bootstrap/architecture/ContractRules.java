package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.bootstrap.Repository;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.testkit.TokenVerifierContract;
import org.volumetransfers.testkit.TransferLookupContract;
import org.volumetransfers.testkit.TransferQueryContract;

/** Every adapter of an outbound port runs the contract of the port. */
final class ContractRules {

    private ContractRules() {}

    static ArchRule everyStorageRunsTheContract(Rings rings) {
        return everyAdapterRuns(rings, TransferQuery.class, TransferQueryContract.class);
    }

    static ArchRule everyLookupRunsTheContract(Rings rings) {
        return everyAdapterRuns(rings, TransferLookup.class, TransferLookupContract.class);
    }

    static ArchRule everyIdentityRunsTheContract(Rings rings) {
        return everyAdapterRuns(rings, TokenVerifier.class, TokenVerifierContract.class);
    }

    private static ArchRule everyAdapterRuns(Rings rings, Class<?> port, Class<?> contract) {
        return classes()
                .that()
                .resideInAPackage(rings.adapters())
                .and()
                .areAssignableTo(port)
                .and(DescribedPredicate.describe(
                        "can be made", type -> !type.getModifiers().contains(JavaModifier.ABSTRACT)))
                .should(haveTestThatExtends(rings, contract))
                .because("a port guarantees only what a suite verifies of each of its adapters");
    }

    /**
     * Reads sources, since the tests of other modules are not on the class path here. The name of a test is that of the adapter
     * and {@code Test} or {@code IT}, since no other name is run; it may extend the contract through another class of its module.
     */
    private static ArchCondition<JavaClass> haveTestThatExtends(Rings rings, Class<?> contract) {
        return new ArchCondition<>("have a test in their module that extends " + contract.getSimpleName()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<String> sources = Repository.sources(moduleOf(rings, type) + "/src/test/java").stream()
                        .map(Repository::text)
                        .toList();
                String bases = classesExtending(contract.getSimpleName(), "\\w+", sources).stream()
                        .collect(Collectors.joining("|", contract.getSimpleName() + "|", ""));
                String test = Pattern.quote(type.getSimpleName()) + "\\w*(?:Test|IT)";
                boolean tested =
                        !classesExtending("(?:" + bases + ")", test, sources).isEmpty();
                events.add(new SimpleConditionEvent(
                        type, tested, "Class <" + type.getName() + "> has no test that extends " + contract.getName()));
            }
        };
    }

    private static List<String> classesExtending(String base, String name, List<String> sources) {
        Pattern declaration = Pattern.compile(
                "^(?:public |final |abstract )*class (" + name + ")\\s+extends " + base + "\\b", Pattern.MULTILINE);
        return sources.stream()
                .flatMap(source -> declaration.matcher(source).results())
                .map(match -> match.group(1))
                .toList();
    }

    /** Returns, for example, {@code adapter-inmemory} for {@code org.volumetransfers.adapter.inmemory}. */
    private static String moduleOf(Rings rings, JavaClass type) {
        String[] parts =
                type.getPackageName().substring(rings.root().length() + 1).split("\\.", 3);
        return parts[0] + "-" + parts[1];
    }
}
