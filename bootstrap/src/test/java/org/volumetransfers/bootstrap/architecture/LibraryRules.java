package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which library is known where. */
final class LibraryRules {

    /** The classes of {@code bootstrap} that read JSON files or write JSON log lines. */
    private static final String[] JSON_IN_BOOTSTRAP = {"JsonFile", "JsonObject", "JsonValue", "JsonLogEncoder"};

    private LibraryRules() {}

    static ArchRule undertowIsKnownInTheHttpAdapterOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.adapter("http"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .because("another web server must cost one module");
    }

    static ArchRule databasesAreKnownInTheJdbcAdapterOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.adapter("jdbc"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..", "org.postgresql..", "org.flywaydb..")
                .because("SQL in one module can be read, measured and replaced in one place");
    }

    static ArchRule jsonLibrariesAreKnownInNamedClassesOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.adapter("keystone"))
                .and(DescribedPredicate.not(jsonInBootstrap(rings)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .because("JSON names belong to the wire, which is written by hand, to files and to log lines");
    }

    private static DescribedPredicate<JavaClass> jsonInBootstrap(Rings rings) {
        return HabitRules.namedOrWithin(
                "the classes of bootstrap for JSON",
                Stream.of(JSON_IN_BOOTSTRAP).map(rings::inBootstrap).toArray(String[]::new));
    }

    static ArchRule httpClientAndCacheAreKnownInTheKeystoneAdapterOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.adapter("keystone"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "com.github.benmanes..")
                .because(
                        "who is asked whose a token is, and how long the answer is remembered, is decided in one place");
    }

    static ArchRule optionsAndLoggingAreKnownInBootstrapOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.bootstrap())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "ch.qos.logback..", "org.slf4j..", "java.util.logging..")
                .because("a library has no options and logs through System.Logger, which its user binds");
    }
}
