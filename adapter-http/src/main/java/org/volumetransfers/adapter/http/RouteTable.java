package org.volumetransfers.adapter.http;

import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.TransferAction;

/** Maps paths and methods to operations. {@code HEAD} is served wherever {@code GET} is. Complete before it is used. */
final class RouteTable {

    static final String PROJECT = "{project_id}";
    static final String TRANSFER = "{transfer_id}";

    /** The most characters of a transfer id; a path with a longer one is not served. */
    private static final int MAX_TRANSFER_ID = 255;

    /** The path of the list with details, never a transfer id. */
    private static final String DETAIL = "detail";

    /** More segments than any route has; the last one contains everything that follows. */
    private static final int MAX_SEGMENTS = 8;

    private final Map<List<String>, Map<String, Operation>> routes = new LinkedHashMap<>();

    /** Handles the calls of one operation, on the I/O thread, once its requirements are met. */
    interface Handler {
        void handle(Call call);
    }

    /**
     * An operation.
     *
     * @param name its name in logs and metrics
     * @param action the action that its callers must be authorized for; null if they need no token
     */
    record Operation(String name, @Nullable TransferAction action, Handler handler) {}

    /**
     * A path that is served.
     *
     * @param template the segments of the route; those in braces are parameters
     * @param operations the operations by method
     * @param path the segments of the path, not decoded
     */
    record Match(List<String> template, Map<String, Operation> operations, List<String> path) {

        /** Returns the value of {@code Allow}. */
        String allowed() {
            return String.join(", ", operations.keySet());
        }

        /** Returns the version that links name: that of the path, or the documented one if the path has none. */
        String version() {
            return template.get(0).equals(PROJECT) ? "v2" : template.get(0);
        }

        /** Returns the value of a parameter, not decoded. */
        String parameter(String name) {
            return path.get(template.indexOf(name));
        }
    }

    /** Adds an operation; of several routes that match a path, the first serves it. */
    RouteTable route(String method, String template, Operation operation) {
        Map<String, Operation> operations =
                routes.computeIfAbsent(segments(template), segments -> new LinkedHashMap<>());
        operations.put(method, operation);
        if (method.equals(Methods.GET_STRING)) {
            operations.put(Methods.HEAD_STRING, operation);
        }
        return this;
    }

    /** Returns the route of a path, which is not decoded; null if the path is not served. */
    @Nullable Match match(String path) {
        List<String> segments = segments(path);
        for (Map.Entry<List<String>, Map<String, Operation>> route : routes.entrySet()) {
            if (matches(route.getKey(), segments)) {
                return new Match(route.getKey(), route.getValue(), segments);
            }
        }
        return null;
    }

    private static List<String> segments(String path) {
        return path.startsWith("/") ? List.of(path.substring(1).split("/", MAX_SEGMENTS)) : List.of();
    }

    private static boolean matches(List<String> template, List<String> path) {
        boolean matches = path.size() == template.size();
        for (int i = 0; matches && i < path.size(); i++) {
            matches = matches(template.get(i), path.get(i));
        }
        return matches;
    }

    private static boolean matches(String expected, String segment) {
        return switch (expected) {
            case PROJECT -> !segment.isEmpty();
            case TRANSFER -> mayBeTransferId(segment);
            default -> expected.equals(segment) || expected.equals(UrlText.decoded(segment));
        };
    }

    /** Returns whether a segment may be an id; one that cannot be decoded is refused later (row 10). */
    private static boolean mayBeTransferId(String segment) {
        String id = UrlText.decoded(segment);
        return id == null
                || (!id.isEmpty() && !id.equals(DETAIL) && id.codePointCount(0, id.length()) <= MAX_TRANSFER_ID);
    }
}
