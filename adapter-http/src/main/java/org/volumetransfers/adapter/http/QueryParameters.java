package org.volumetransfers.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string, decoded, in their order. */
final class QueryParameters {

    /** A parameter, decoded and as it was received. */
    private record Parameter(String name, String value, String received) {}

    private final List<Parameter> parameters = new ArrayList<>(2);

    /**
     * Decodes a query string. A parameter without an equals sign has an empty value.
     *
     * @param query the text after the question mark, not decoded
     * @throws RefusedException if any part of the query cannot be decoded (row 10)
     */
    QueryParameters(String query) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new Parameter(UrlText.required(name), UrlText.required(value), pair));
        }
    }

    /**
     * Returns the value of a parameter, or null if it is absent.
     *
     * @throws RefusedException if the parameter is present more than once (row 9)
     */
    @Nullable String get(String name) {
        @Nullable String found = null;
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                if (found != null) {
                    throw Fault.MALFORMED_URL.refused();
                }
                found = parameter.value();
            }
        }
        return found;
    }

    /** Returns all parameters except some, as they were received and each after an ampersand. */
    String without(Set<String> names) {
        StringBuilder others = new StringBuilder();
        for (Parameter parameter : parameters) {
            if (!parameter.received().isEmpty() && !names.contains(parameter.name())) {
                others.append('&').append(parameter.received());
            }
        }
        return others.toString();
    }
}
