package org.volumetransfers.bootstrap.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

// Longer than 250 lines: it is one generator, whose lists take most of them.
/** Makes requests that are wrong in every layer: bytes, line, target, encoding, headers, sizes, bodies, order, end. */
final class HostileRequests {

    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PATCH",
            "get",
            "G\u00cbT",
            "",
            "GET/",
            "PRI",
            "X".repeat(300));
    private static final List<String> VERSIONS = List.of(
            "HTTP/1.1",
            "HTTP/1.1",
            "HTTP/1.1",
            "HTTP/1.0",
            "HTTP/1.2",
            "HTTP/0.9",
            "HTTP/2.0",
            "HTTP/9",
            "http/1.1",
            "",
            "HTTP/1.1 x",
            "HTTP/");
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "v2",
            "v3",
            "P",
            "Q",
            "os-volume-transfer",
            "..",
            ".",
            ";x=y",
            "%2F",
            "%2e",
            "%00",
            "%",
            "%zz",
            "%ff",
            "%C0%80",
            "%E2%82",
            "?",
            "#",
            "&",
            "=",
            "limit",
            "offset",
            "limit=0",
            "limit=-1",
            "limit=99999999999",
            "limit=1",
            "offset=1",
            "offset=x",
            "limit=1&limit=1",
            " ",
            "\t",
            "\u00e4",
            "\u0000",
            "\u0001",
            "\u007f",
            "\"",
            "<script>",
            "{}",
            "|",
            "\\",
            "^",
            "`",
            "+",
            "http://x",
            "*",
            "${jndi:ldap://x}",
            "' or 1=1 --",
            "%n%s");
    private static final List<String> HEADERS = List.of(
            "Host: y",
            "Host:",
            "Host: a b",
            "Host: x:99999",
            "X-Auth-Token: unknown",
            "X-Auth-Token:",
            "X-Auth-Token: " + Served.GOOD,
            "X-Auth-Token : x",
            "X-Project-Id: Q",
            "X-Roles: admin",
            "Content-Length: 0",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: +3",
            "Content-Length: x",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding:",
            "Expect: 100-continue",
            "Expect: x",
            "Connection: close",
            "Connection: keep-alive",
            "Connection: Upgrade",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Range: bytes=0-1",
            "Accept: image/png",
            "Accept-Encoding: gzip",
            "If-None-Match: *",
            "X-Request-Id: a b",
            "X-Request-Id: \u00e4",
            "X-Request-Id: ok-1",
            "no colon",
            ": no name",
            "Na me: x",
            "A\u0000: x",
            "A: \u0000",
            " folded",
            "\tfolded",
            "A: \u00e4\u00ff",
            "A: x\ry",
            "Cookie: " + "c".repeat(5000));
    private static final List<String> BODIES = List.of(
            "",
            "",
            "",
            "hello",
            "5\r\nhello\r\n0\r\n\r\n",
            "zz\r\n",
            "ffffffffffffffff\r\n",
            "0\r\n\r\n",
            "{\"a\":",
            "b".repeat(70_000));

    private final Random random;

    HostileRequests(Random random) {
        this.random = random;
    }

    /** Some bytes to send; whether they are one request with the method {@code HEAD}. */
    record Hostile(String latin1, boolean isHead) {

        @Override
        public String toString() {
            return latin1.length() + " bytes: " + latin1.substring(0, Math.min(latin1.length(), 500));
        }
    }

    Hostile next() {
        return switch (random.nextInt(12)) {
            case 0 -> new Hostile(noise(), false);
            case 1 -> new Hostile(halfOf(request()), false);
            case 2 -> new Hostile(flipped(request()), false);
            case 3, 4 -> new Hostile(pipelined(), false);
            case 5 -> new Hostile(tooLarge(), false);
            case 6 -> new Hostile("HEAD" + wellFormed().substring(3), true);
            case 7, 8 -> new Hostile(wellFormed(), false);
            default -> new Hostile(request(), false);
        };
    }

    private String request() {
        StringBuilder request = new StringBuilder(one(METHODS)).append(' ');
        request.append(target()).append(' ').append(one(VERSIONS)).append(lineEnd());
        if (random.nextInt(4) > 0) {
            request.append("Host: x").append(lineEnd());
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            request.append(one(HEADERS)).append(lineEnd());
        }
        return request.append(lineEnd()).append(one(BODIES)).toString();
    }

    /** A head the parser takes, so that the checks behind it get work too. */
    private String wellFormed() {
        String target = target().replaceAll("[^!$&-;=?-Z_a-z~%]|%(?![0-9a-fA-F]{2})|^[^/]", "");
        return "GET /" + target + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + Served.GOOD + "\r\n\r\n";
    }

    private String target() {
        if (random.nextInt(3) > 0) {
            StringBuilder query = new StringBuilder("/v2/P/os-volume-transfer?");
            for (int i = random.nextInt(5); i > 0; i--) {
                query.append(one(PIECES)).append(random.nextBoolean() ? "&" : "");
            }
            return query.toString();
        }
        StringBuilder target = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            target.append(one(PIECES)).append(random.nextInt(3) == 0 ? "/" : "");
        }
        return target.toString();
    }

    private String pipelined() {
        StringBuilder all = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            all.append(random.nextBoolean() ? wellFormed() : request());
        }
        return all.toString();
    }

    private String tooLarge() {
        String filler = "f".repeat(1000 + random.nextInt(400_000));
        return switch (random.nextInt(4)) {
            case 0 -> "GET /" + filler + " HTTP/1.1\r\nHost: x\r\n\r\n";
            case 1 -> "GET / HTTP/1.1\r\nHost: x\r\n" + filler + ": x\r\n\r\n";
            case 2 -> "GET / HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + filler + "\r\n\r\n";
            default -> "GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(1 + random.nextInt(2000)) + "\r\n";
        };
    }

    private String noise() {
        byte[] noise = new byte[1 + random.nextInt(2000)];
        random.nextBytes(noise);
        return new String(noise, StandardCharsets.ISO_8859_1);
    }

    private String halfOf(String request) {
        return request.substring(0, random.nextInt(request.length()));
    }

    private String flipped(String request) {
        StringBuilder flipped = new StringBuilder(request);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            flipped.setCharAt(random.nextInt(request.length()), (char) random.nextInt(256));
        }
        return flipped.toString();
    }

    private String lineEnd() {
        return random.nextInt(30) == 0 ? "\n" : "\r\n";
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
