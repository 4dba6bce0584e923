package org.volumetransfers.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Which packages may depend on which library. */
final class LibraryRules {

    private LibraryRules() {}

    static ArchRule undertowIsKnownInTheHttpAdapterOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.adapter("http"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .because("replacing the web server must change one module only");
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
                .because(
                        "JSON names belong to responses, which are written without a library, to files and to log lines");
    }

    static ArchRule httpClientAndCacheAreKnownInTheKeystoneAdapterOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rings.adapter("keystone"), rings.inBootstrap("metrics"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "com.github.benmanes..")
                .because("which service verifies tokens, and how long its response is cached, is decided in one place");
    }

    static ArchRule optionsAndLoggingAreKnownInBootstrapOnly(Rings rings) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(rings.bootstrap())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "picocli..", "ch.qos.logback..", "org.slf4j..", "java.util.logging..", "io.micrometer..")
                .because(
                        "a library has no options and no metrics, and logs through System.Logger, which its user configures");
    }
}
