package org.volumetransfers.bootstrap.settings;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * The text of a setting.
 *
 * @param source the option, variable or property that it comes from, as errors name it
 * @param text the text
 */
public record SettingValue(String source, String text) {

    /** Returns whether the text, the name of a file, stands for standard input. */
    public boolean isStandardInput() {
        return text.equals("-");
    }

    /** Returns the name of the file in messages. */
    public String fileName() {
        return isStandardInput() ? "standard input" : text;
    }

    /** Describes why the file that this value names cannot be read. */
    public String unreadable(Exception e) {
        String reason = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException) {
            reason = "no such file";
        } else if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof CharacterCodingException) {
            reason = "not valid UTF-8";
        }
        return source + ": cannot read " + fileName() + ": " + reason;
    }
}
