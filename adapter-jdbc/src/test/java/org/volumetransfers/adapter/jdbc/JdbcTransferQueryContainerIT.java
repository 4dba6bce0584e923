package org.volumetransfers.adapter.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract of the paging port on PostgreSQL in a container, if there is a container engine. */
class JdbcTransferQueryContainerIT {

    static boolean hasContainerEngine() {
        boolean there = DockerClientFactory.instance().isDockerAvailable();
        System.out.println(
                there
                        ? "PostgreSQL in a container: " + image()
                        : "LEFT OUT: the contract on PostgreSQL in a container, since there is no container engine");
        return there;
    }

    private static DockerImageName image() {
        String name = System.getenv().getOrDefault("TEST_POSTGRES_IMAGE", "postgres:18-alpine");
        return DockerImageName.parse(name).asCompatibleSubstituteFor("postgres");
    }

    @Nested
    @EnabledIf(
            value = "org.volumetransfers.adapter.jdbc.JdbcTransferQueryContainerIT#hasContainerEngine",
            disabledReason = "no container engine is here")
    class OnPostgresInAContainer extends PostgresContract {

        private static PostgreSQLContainer container;
        private static JdbcConfig database;
        private static JdbcStorage storage;

        @BeforeAll
        static void open() {
            container = new PostgreSQLContainer(image());
            container.start();
            database = Databases.patient(JdbcConfig.to(
                    container.getJdbcUrl().replaceAll("\\?.*", ""), container.getUsername(), container.getPassword()));
            storage = JdbcStorage.open(database, SchemaMode.MIGRATE);
        }

        @AfterAll
        static void close() {
            storage.close();
            container.stop();
        }

        @Override
        JdbcConfig database() {
            return database;
        }

        @Override
        JdbcStorage storage() {
            return storage;
        }
    }
}
