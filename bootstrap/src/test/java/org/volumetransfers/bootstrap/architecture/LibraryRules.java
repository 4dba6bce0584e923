package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Which library is known where. */
final class LibraryRules {

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

    static ArchRule jsonLibrariesAreKnownInNamedPackagesOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        rings.adapter("keystone"), rings.inBootstrap("files"), rings.inBootstrap("logging"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .because("JSON names belong to the wire, which is written by hand, to files and to log lines");
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
