package org.volumetransfers.bootstrap.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Generates requests that are malformed in every layer: bytes, line, target, encoding, headers, size, body, order, end. */
final class HostileRequests {

    private final Random random;

    HostileRequests(Random random) {
        this.random = random;
    }

    /** Bytes to send, and whether they are one {@code HEAD} request. */
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
        StringBuilder request = new StringBuilder(one(HostileParts.METHODS)).append(' ');
        request.append(target()).append(' ').append(one(HostileParts.VERSIONS)).append(lineEnd());
        if (random.nextInt(4) > 0) {
            request.append("Host: x").append(lineEnd());
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            request.append(one(HostileParts.HEADERS)).append(lineEnd());
        }
        return request.append(lineEnd()).append(one(HostileParts.BODIES)).toString();
    }

    /** A head that the parser accepts, so that the checks after it are exercised too. */
    private String wellFormed() {
        String target = target().replaceAll("[^!$&-;=?-Z_a-z~%]|%(?![0-9a-fA-F]{2})|^[^/]", "");
        return "GET /" + target + " HTTP/1.1\r\nHost: x\r\n" + AcceptanceSetup.header(AcceptanceSetup.TOKEN_OF_P)
                + "\r\n\r\n";
    }

    private String target() {
        if (random.nextInt(3) > 0) {
            StringBuilder query = new StringBuilder(one(HostileParts.PATHS));
            for (int i = random.nextInt(5); i > 0; i--) {
                query.append(one(HostileParts.PIECES)).append(random.nextBoolean() ? "&" : "");
            }
            return query.toString();
        }
        StringBuilder target = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            target.append(one(HostileParts.PIECES)).append(random.nextInt(3) == 0 ? "/" : "");
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
