package org.volumetransfers.adapter.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/** Rows in the text format of COPY, gathered until they are worth sending. */
final class CopyLines {

    private static final int LONGEST_ROW = 1 << 12;

    private final StringBuilder lines;

    CopyLines(int capacity) {
        this.lines = new StringBuilder(capacity + LONGEST_ROW);
    }

    void add(VolumeTransfer transfer, TransferStatus status, int line, int column) {
        field(transfer.project().value(), '\t');
        field(transfer.id().value(), '\t');
        field(transfer.volume().value(), '\t');
        field(transfer.name(), '\t');
        field(transfer.createdAt().toString(), '\t');
        field(status.name().toLowerCase(Locale.ROOT), '\t');
        lines.append(line).append('\t').append(column).append('\n');
    }

    private void field(@Nullable String value, char end) {
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
        lines.append(end);
    }

    int length() {
        return lines.length();
    }

    /** Everything that was gathered; nothing is left. */
    String take() {
        String taken = lines.toString();
        lines.setLength(0);
        return taken;
    }
}
