package org.volumetransfers.bootstrap.files;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts for files of transfers and tokens. */
public final class FileTexts {

    public static final String ID = "cac5c677-73a9-4288-bb9c-b2ebfb547377";
    public static final String OTHER_ID = "f26c0dee-d20d-4e80-8dee-a8d91b9742a1";
    public static final String VOLUME = "894623a6-e901-4312-aa06-4275e6321cce";
    public static final String GOOD = transfer("\"name\": \"one\"");

    public static final String GOOD_TOKENS =
            "{\"tokens\": [{\"token\": \"t\", \"project_id\": \"p\", \"roles\": [\"member\"]}]}";

    private FileTexts() {}

    /** Returns a valid transfer with further fields, on one line. */
    public static String transfer(String more) {
        return """
                {"id": "%s", "project_id": "p", "volume_id": "%s", "created_at": "2024-07-23T11:19:06Z", %s}""".formatted(ID, VOLUME, more);
    }

    /** Returns a valid transfer with another id, in which one field has another value or none. */
    public static String with(String field, @Nullable String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", '"' + OTHER_ID + '"');
        fields.put("project_id", "\"p\"");
        fields.put("volume_id", '"' + VOLUME + '"');
        fields.put("created_at", "\"2024-07-23T11:19:06Z\"");
        fields.remove(field);
        if (value != null) {
            fields.put(field, value);
        }
        return fields.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    public static String file(String... transfers) {
        return "{\"transfers\": [\n" + String.join(",\n", transfers) + "\n]}\n";
    }
}
