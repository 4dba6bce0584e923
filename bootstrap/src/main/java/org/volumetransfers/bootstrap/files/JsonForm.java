package org.volumetransfers.bootstrap.files;

import java.util.List;

/**
 * The content of a JSON file: a single object, or an object whose only member is an array of objects.
 *
 * @param member the name of the array; empty for a single object
 * @param allowsLines whether the file may contain one object on each line (NDJSON) instead of the array
 * @param isSecret whether it holds secrets, one of which may be in the place of a name by mistake
 * @param fields the fields that an object may have
 */
record JsonForm(String member, boolean allowsLines, boolean isSecret, List<String> fields) {

    String description() {
        String array = member.isEmpty() ? "" : ", {\"" + member + "\": [...]}";
        return "one object" + array + (allowsLines ? ", or one object on each line" : "");
    }

    /** Describes an unknown field. In a file of secrets it is named only if it is close to a known one. */
    String unknown(String field) {
        String question = Suggestion.question(field, fields);
        String known = question.isEmpty() ? "; known fields are " + String.join(", ", fields) : question;
        return (isSecret && question.isEmpty() ? "an unknown field" : "unknown field " + field) + known;
    }
}
