package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The transfers to list: projects of twenty, and a large project in PostgreSQL. */
final class Rows {

    static final int PAGE = 20;
    static final String TOKEN = "a-token-of-the-bench";
    static final String DEEP_TOKEN = "another-token-of-the-bench";
    static final String PROJECT = String.format("%032x", 25);
    static final String DEEP_PROJECT = "d".repeat(32);

    /** The page requested under load. */
    static final String PATH = "/v2/" + PROJECT + "/os-volume-transfer?limit=" + PAGE;

    static final String DEEP_PATH = "/v2/" + DEEP_PROJECT + "/os-volume-transfer";

    /** Precedes the transfers in PostgreSQL, which follow at intervals of a second. */
    static final String FIRST_CREATED_AT = "timestamptz '2024-01-01 00:00:00.123456+00'";

    private static final int PROJECTS_IN_MEMORY = 50;

    private Rows() {}

    /** Writes the tokens of the two projects. */
    static void writeTokens(Path file) throws IOException {
        Files.writeString(file, "{\"tokens\":[" + token(TOKEN, PROJECT) + "," + token(DEEP_TOKEN, DEEP_PROJECT) + "]}");
    }

    private static String token(String token, String project) {
        return "{\"token\":\"" + token + "\",\"project_id\":\"" + project + "\",\"roles\":[\"member\"]}";
    }

    /** Writes a thousand transfers for storage in memory, in projects of twenty. */
    static void writeTransfers(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int project = 1; project <= PROJECTS_IN_MEMORY; project++) {
            for (int number = 1; number <= PAGE; number++) {
                UUID id = new UUID(project * 0x9e3779b97f4a7c15L, number * 0x9e3779b97f4a7c15L);
                lines.append(String.format(
                        "{\"id\":\"%s\",\"project_id\":\"%032x\",\"name\":\"transfer number %d\","
                                + "\"volume_id\":\"%s\",\"created_at\":\"2024-01-01T00:00:%02d.123456Z\"}%n",
                        id, project, number, id, number));
            }
        }
        Files.writeString(file, lines);
    }

    /** Inserts projects of twenty and the large project into the existing table in PostgreSQL. */
    static void load(Postgres postgres, Effort effort) throws IOException, InterruptedException {
        postgres.sql(
                insert(
                        "lpad(to_hex(p), 32, '0')",
                        "generate_series(1, " + effort.otherRows() / PAGE + ") p, " + "generate_series(1, " + PAGE
                                + ") n"),
                insert("'" + DEEP_PROJECT + "'", "generate_series(1, " + effort.deepRows() + ") n"),
                "vacuum (analyze)");
    }

    private static String insert(String project, String numbers) {
        return "insert into volume_transfer (project_id, id, volume_id, name, created_at) select " + project
                + ", gen_random_uuid(), gen_random_uuid(), 'transfer number ' || n, " + FIRST_CREATED_AT
                + " + n * interval '1 second' from " + numbers;
    }
}
