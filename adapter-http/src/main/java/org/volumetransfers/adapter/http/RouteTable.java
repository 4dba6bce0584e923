package org.volumetransfers.adapter.http;

import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.TransferAction;

/** Maps paths and methods to operations. {@code HEAD} is served wherever {@code GET} is. Immutable. */
final class RouteTable {

    static final String PROJECT = "{project_id}";

    /** More than any route has; what follows them stays together. */
    private static final int MAX_SEGMENTS = 8;

    private final List<Route> routes;

    private RouteTable(List<Route> routes) {
        this.routes = routes;
    }

    /** Handles the calls of one operation, after the checks that its access requires. */
    interface Handler {

        /** Handles a call. Runs on the I/O thread. */
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
     * A path and its operations.
     *
     * @param template the segments of the path; those in braces are parameters
     * @param operations the operations by method
     */
    private record Route(List<String> template, Map<String, Operation> operations) {

        boolean matches(List<String> path) {
            if (path.size() != template.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!matches(template.get(i), path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean matches(String expected, String segment) {
            return expected.startsWith("{")
                    ? !segment.isEmpty()
                    : expected.equals(segment) || expected.equals(UrlText.decoded(segment));
        }
    }

    /** A path that is served. */
    record Match(Route route, List<String> path) {

        /** Returns the operation for a method; null if the path does not allow it. */
        @Nullable Operation operation(String method) {
            return route.operations.get(method.equals(Methods.HEAD_STRING) ? Methods.GET_STRING : method);
        }

        /** Returns the value of {@code Allow}. */
        String allowed() {
            return route.operations.keySet().stream()
                    .flatMap(method -> method.equals(Methods.GET_STRING)
                            ? Stream.of(method, Methods.HEAD_STRING)
                            : Stream.of(method))
                    .collect(Collectors.joining(", "));
        }

        /** Returns the first segment, such as {@code v2}, as the route has it. */
        String version() {
            return route.template.get(0);
        }

        /** Returns the segment that stands for a parameter, not decoded. */
        String parameter(String name) {
            return path.get(route.template.indexOf(name));
        }
    }

    /** Finds the route of a path, which is not decoded; null if the path is not served. */
    @Nullable Match match(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        List<String> segments = List.of(path.substring(1).split("/", MAX_SEGMENTS));
        for (Route route : routes) {
            if (route.matches(segments)) {
                return new Match(route, segments);
            }
        }
        return null;
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects routes; the first that matches a path serves it. */
    static final class Builder {

        private final Map<String, Map<String, Operation>> routes = new LinkedHashMap<>();

        /** Adds an operation. */
        Builder route(String method, String template, Operation operation) {
            routes.computeIfAbsent(template, path -> new LinkedHashMap<>())
                    .put(method, Objects.requireNonNull(operation));
            return this;
        }

        RouteTable build() {
            return new RouteTable(routes.entrySet().stream()
                    .map(entry -> new Route(
                            List.of(entry.getKey().substring(1).split("/", -1)), new LinkedHashMap<>(entry.getValue())))
                    .toList());
        }
    }
}
