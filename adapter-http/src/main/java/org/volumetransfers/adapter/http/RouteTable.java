package org.volumetransfers.adapter.http;

import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.TransferAction;

/** Maps paths and methods to operations. {@code HEAD} is served wherever {@code GET} is. Complete before it is used. */
final class RouteTable {

    static final String PROJECT = "{project_id}";

    /** More segments than any route has; the last one contains everything that follows. */
    private static final int MAX_SEGMENTS = 8;

    private final Map<List<String>, Map<String, Operation>> routes = new LinkedHashMap<>();

    /** Handles the calls of one operation, after the checks that it requires. */
    interface Handler {

        /** Handles a call. Called on the I/O thread. */
        void handle(Call call);
    }

    /**
     * An operation.
     *
     * @param name its name in logs and metrics
     * @param action the action that the caller must be authorized for; null if no token is needed
     * @param handler handles its calls
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

        /** Returns the operation for a method; null if the path does not allow it. */
        @Nullable Operation operation(String method) {
            return operations.get(method.equals(Methods.HEAD_STRING) ? Methods.GET_STRING : method);
        }

        /** Returns the value of {@code Allow}. */
        String allowed() {
            return operations.keySet().stream()
                    .flatMap(method -> method.equals(Methods.GET_STRING)
                            ? Stream.of(method, Methods.HEAD_STRING)
                            : Stream.of(method))
                    .collect(Collectors.joining(", "));
        }

        /** Returns the first segment of the route, such as {@code v2}. */
        String version() {
            return template.get(0);
        }

        /** Returns the value of a parameter, not decoded. */
        String parameter(String name) {
            return path.get(template.indexOf(name));
        }
    }

    /** Adds an operation; of several routes that match a path, the first serves it. */
    RouteTable route(String method, String template, Operation operation) {
        routes.computeIfAbsent(segments(template), path -> new LinkedHashMap<>())
                .put(method, operation);
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
        return path.size() == template.size()
                && IntStream.range(0, path.size()).allMatch(i -> matches(template.get(i), path.get(i)));
    }

    private static boolean matches(String expected, String segment) {
        return expected.startsWith("{")
                ? !segment.isEmpty()
                : expected.equals(segment) || expected.equals(UrlText.decoded(segment));
    }
}
