package org.volumetransfers.bootstrap.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

class TokenFileTest {

    private static final String SECRET = "s3cr3t";

    private final FileErrors errors = new FileErrors("tokens.json");

    private Map<AuthToken, Caller> read(String text) throws IOException {
        return TokenFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), errors);
    }

    private static String file(String... tokens) {
        return "{\"tokens\": [\n" + String.join(",\n", tokens) + "]}";
    }

    @Test
    void everyFieldIsRead() throws IOException {
        Map<AuthToken, Caller> read = read(file("""
                {"token": "a", "project_id": "p", "roles": ["member", "reader"], "expires_at": "2030-01-01T00:00:00Z"}""", """
                {"token": "b", "project_id": null, "roles": [], "expires_at": null}""", """
                {"token": "c", "project_id": "q", "roles": ["member", "member"]}"""));

        assertEquals(List.of(), errors.all());
        ProjectId p = new ProjectId("p");
        Caller limited = new Caller(p, Set.of("member", "reader"), Instant.parse("2030-01-01T00:00:00Z"));
        Caller unscoped = new Caller(null, Set.of(), null);
        Caller plain = new Caller(new ProjectId("q"), Set.of("member"), null);
        assertEquals(
                Map.of(new AuthToken("a"), limited, new AuthToken("b"), unscoped, new AuthToken("c"), plain), read);
    }

    static Stream<Arguments> invalidFiles() {
        return Stream.of(
                Arguments.of(
                        "{\"transfers\": []}",
                        List.of("1:2: unknown member; the only one is tokens", "1:1: tokens is missing")),
                Arguments.of(
                        "{\"tokens\": {\"s3cr3t\": {\"project_id\": \"p\"}}}",
                        List.of("1:12: tokens must be an array")),
                Arguments.of(file("\"s3cr3t\""), List.of("2:1: tokens[0] must be an object")),
                Arguments.of(
                        file("{\"s3cr3t\": \"token\", \"token\": \"a\", \"project_id\": \"p\", \"roles\": []}"),
                        List.of(
                                "2:2: tokens[0] has an unknown field; known fields are token, project_id, roles, expires_at")),
                Arguments.of(
                        file("{\"token\": \"s3cr3t \", \"project_id\": \"p\", \"roles\": []}"),
                        List.of("2:11: tokens[0].token must be visible ASCII")),
                Arguments.of(
                        file("{\"token\": \"\", \"project_id\": \"p\", \"roles\": []}"),
                        List.of("2:11: tokens[0].token must be visible ASCII")),
                Arguments.of(
                        file("{\"token\": \"s3cr3t\"}"),
                        List.of("2:1: tokens[0].project_id is missing", "2:1: tokens[0].roles is missing")),
                Arguments.of(
                        file("{\"token\": \"s3cr3t\", \"project_id\": \"s3cr3t!\", \"roles\": \"member\"}"),
                        List.of(
                                "2:35: tokens[0].project_id must be 1 to 64 of A-Z a-z 0-9 _ -",
                                "2:55: tokens[0].roles must be an array of strings")),
                Arguments.of(
                        file("{\"token\": \"s3cr3t\", \"project_id\": \"p\", \"roles\": [\"a\", 1, \"\", [\"b\"]]}"),
                        List.of(
                                "2:55: tokens[0].roles[1] must be a string that is not empty",
                                "2:58: tokens[0].roles[2] must be a string that is not empty",
                                "2:62: tokens[0].roles[3] must be a string that is not empty")),
                Arguments.of(
                        file(
                                "{\"token\": \"s3cr3t\", \"project_id\": \"p\", \"roles\": [], \"expires_at\": \"s3cr3t\"}"),
                        List.of("2:67: tokens[0].expires_at must be ISO-8601 UTC, like 2024-07-23T11:19:06.469300Z")),
                Arguments.of(
                        file(
                                "{\"token\": \"s3cr3t\", \"project_id\": \"p\", \"roles\": []}",
                                "{\"token\": \"s3cr3t\", \"project_id\": \"q\", \"roles\": []}"),
                        List.of("3:11: tokens[1].token repeats that of an earlier entry")),
                Arguments.of(file("{\"token\": s3cr3t}"), List.of("2:11: not JSON")),
                Arguments.of(
                        file("{s3cr3t: 1}"), List.of("2:2: not JSON: was expecting double-quote to start field name")),
                Arguments.of(file("s3cr3t"), List.of("2:1: not JSON")),
                Arguments.of(file("{\"token\": \"s3cr3t"), List.of("2:20: unexpected end of file")),
                Arguments.of(file("{\"token\": \"s3cr3t\\q\"}"), List.of("2:19: not JSON")));
    }

    @ParameterizedTest
    @MethodSource("invalidFiles")
    void errorsNameThePlaceAndNotTheToken(String content, List<String> expected) throws IOException {
        read(content);

        assertEquals(expected.stream().map(error -> "tokens.json:" + error).toList(), errors.all());
        assertFalse(errors.all().toString().contains(SECRET));
    }
}
