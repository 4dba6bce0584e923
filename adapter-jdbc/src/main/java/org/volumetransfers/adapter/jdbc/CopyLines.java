package org.volumetransfers.adapter.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;

/** Rows in the text format of COPY, buffered until they are worth sending. */
final class CopyLines {

    private static final int LONGEST_ROW = 1 << 12;

    private final StringBuilder lines;

    CopyLines(int capacity) {
        this.lines = new StringBuilder(capacity + LONGEST_ROW);
    }

    void add(StoredTransfer stored, int line, int column) {
        VolumeTransfer transfer = stored.transfer();
        field(transfer.project().value());
        field(transfer.id().value());
        field(transfer.volume().value());
        field(transfer.name());
        field(transfer.createdAt().toString());
        field(stored.status().name().toLowerCase(Locale.ROOT));
        lines.append(line).append('\t').append(column).append('\n');
    }

    private void field(@Nullable String value) {
        if (value == null) {
            lines.append("\\N");
        } else {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> lines.append("\\\\");
                    case '\n' -> lines.append("\\n");
                    case '\r' -> lines.append("\\r");
                    case '\t' -> lines.append("\\t");
                    default -> lines.append(c);
                }
            }
        }
        lines.append('\t');
    }

    int length() {
        return lines.length();
    }

    /** Returns and removes all rows. */
    String take() {
        String taken = lines.toString();
        lines.setLength(0);
        return taken;
    }
}
