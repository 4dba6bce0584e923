package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.bootstrap.GivenSettings.Given;
import org.volumetransfers.domain.error.InvalidValueException;

/** Makes values of what was given, one by one. A fault does not stop it: the operator is to hear of all of them at once. */
final class SettingReader {

    private final GivenSettings given;
    private final List<String> faults;
    private final List<String> warnings = new ArrayList<>();

    SettingReader(GivenSettings given, List<String> known) {
        this.given = given;
        this.faults = new ArrayList<>(known);
    }

    /** What is wrong; when anything is, the values are not to be used. */
    List<String> faults() {
        return faults;
    }

    /** What works, and yet should be changed; to be logged. */
    List<String> warnings() {
        return warnings;
    }

    void fault(String whatWasWrong) {
        faults.add(whatWasWrong);
    }

    GivenSettings given() {
        return given;
    }

    /** What was given for a setting; null when nothing was. */
    @Nullable Given get(Setting setting) {
        return given.get(setting);
    }

    /** The value of a setting, which without one being given is its default; null, and a fault, when it is wrong. */
    <T> @Nullable T read(Setting setting, Function<String, T> convert) {
        @Nullable Given text = given.get(setting);
        Given source = text == null ? new Given(setting.option(), setting.defaultText()) : text;
        try {
            return convert.apply(source.text());
        } catch (InvalidValueException e) {
            faults.add(source.name() + ": must " + e.rule());
            return null;
        }
    }

    /** A setting that has to be one of a few words. */
    static <T> Function<String, T> oneOf(String words, Map<String, T> values) {
        return text -> {
            T value = values.get(text);
            if (value == null) {
                throw new InvalidValueException("setting", "be " + words);
            }
            return value;
        };
    }

    /** A setting that has to be a whole number of at least 1. */
    static Function<String, Integer> wholeNumber(int largest) {
        return wholeNumber(1, largest);
    }

    /** A setting that has to be a whole number. */
    static Function<String, Integer> wholeNumber(int smallest, int largest) {
        return text -> {
            try {
                if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    int number = Integer.parseInt(text);
                    if (number >= smallest && number <= largest) {
                        return number;
                    }
                }
            } catch (NumberFormatException tooLong) {
                // Refused below, as is what is no number at all.
            }
            throw new InvalidValueException("number", "be a whole number, " + smallest + " to " + largest);
        };
    }

    /** A reader of files. */
    interface FileReader<T> {
        T read(Path file, FileFaults faults) throws IOException;
    }

    /** The content of the file that a setting names; something else, and faults, when it cannot be had. */
    <T> T readFile(Given source, FileReader<T> reader, T otherwise) {
        FileFaults inFile = new FileFaults(source.text());
        try {
            T content = reader.read(Path.of(source.text()), inFile);
            faults.addAll(inFile.all());
            return content;
        } catch (IOException | InvalidPathException e) {
            faults.add(cannotRead(source, e));
            return otherwise;
        }
    }

    /** As {@link #readFile}, for a file that holds secrets: one that others may change is refused. */
    <T> T readSecretFile(Given source, FileReader<T> reader, T otherwise) {
        FileReader<T> checking = (file, inFile) -> {
            String refusal = SecretFile.refusal(file);
            if (refusal != null) {
                faults.add(source.name() + ": " + refusal);
                return otherwise;
            }
            String warning = SecretFile.warning(file);
            if (warning != null) {
                warnings.add(source.name() + ": " + warning);
            }
            return reader.read(file, inFile);
        };
        return readFile(source, checking, otherwise);
    }

    /** What to say of a file that cannot be had. */
    static String cannotRead(Given source, Exception e) {
        return source.name() + ": cannot read " + source.text() + ": " + reason(e);
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
