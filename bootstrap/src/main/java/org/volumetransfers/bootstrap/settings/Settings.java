package org.volumetransfers.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.bootstrap.files.FileErrors;
import org.volumetransfers.bootstrap.files.SecretFile;
import org.volumetransfers.domain.error.InvalidConfigurationException;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * The settings of one run. A getter that meets an invalid value adds an error and returns a default, so that readers go on
 * and all errors are reported together, by {@link #requireValid}.
 */
public final class Settings {

    /** Holds the password itself. There is no such option, since command lines are visible to all users of a machine. */
    public static final String PASSWORD_VARIABLE = "VOLUME_TRANSFERS_DB_PASSWORD";

    private final Map<Setting, SettingValue> values;
    private final Set<Setting> invalid = EnumSet.noneOf(Setting.class);
    private final List<String> errors;
    private final List<String> warnings = new ArrayList<>();
    private final String password;
    private final InputStream standardInput;

    /** Collects the values of command line, environment and configuration file. */
    public Settings(Arguments arguments, Map<String, String> environment, InputStream standardInput) {
        this.errors = new ArrayList<>(arguments.errors());
        this.values = SettingSources.collect(arguments, environment, errors);
        this.password = environment.getOrDefault(PASSWORD_VARIABLE, "");
        this.standardInput = standardInput;
    }

    /** Returns the text that some source gives; null when the setting has its default. */
    public @Nullable SettingValue get(Setting setting) {
        return values.get(setting);
    }

    /** Returns the password of the environment, possibly empty. */
    public String password() {
        return password;
    }

    /** Adds an error: the source of the setting, what is wrong and what is accepted. */
    public void error(String message) {
        errors.add(message);
    }

    /** Returns what works but should be improved. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Ends the reading of settings: throws all errors, if there are any. */
    public void requireValid() throws InvalidSettingsException {
        if (!errors.isEmpty()) {
            throw new InvalidSettingsException(errors);
        }
    }

    /** Converts the text of a setting whose default is a valid text. */
    public <T> T read(Setting setting, Function<String, T> parse) {
        return readOr(setting, parse.apply(setting.defaultText()), parse);
    }

    /** Converts the text of a setting; returns {@code absent} when there is no valid one. */
    public <T extends @Nullable Object> T readOr(Setting setting, T absent, Function<String, ? extends T> parse) {
        SettingValue value = values.get(setting);
        return value == null ? absent : make(setting, absent, () -> parse.apply(value.text()));
    }

    /** Makes a value of several settings; an error names {@code setting} and leads to {@code otherwise}. */
    public <T extends @Nullable Object> T make(Setting setting, T otherwise, Supplier<? extends T> maker) {
        try {
            return maker.get();
        } catch (InvalidValueException e) {
            return invalid(setting, e.rule(), otherwise);
        } catch (InvalidConfigurationException e) {
            return invalid(setting, e.rule(), otherwise);
        }
    }

    private <T extends @Nullable Object> T invalid(Setting setting, String rule, T otherwise) {
        invalid.add(setting);
        errors.add(source(setting) + ": must " + rule);
        return otherwise;
    }

    private String source(Setting setting) {
        SettingValue value = values.get(setting);
        return value == null ? setting.option() : value.source();
    }

    /**
     * Adds an error for each of {@code settings} that has been given, since it applies only under a condition on another
     * setting; none when the other setting is invalid, so that one error does not cause several.
     */
    public void reject(Setting other, String condition, Set<Setting> settings) {
        if (!invalid.contains(other)) {
            settings.stream()
                    .filter(values::containsKey)
                    .forEach(setting -> errors.add(source(setting) + ": applies only with " + condition));
        }
    }

    /** A reader of files. */
    @FunctionalInterface
    public interface FileReader<T> {

        /** Reads the content, and adds its errors. */
        T read(InputStream content, FileErrors errors) throws IOException;
    }

    /** Reads the file that a setting names; returns {@code absent} when there is no readable one. */
    public <T> T file(Setting setting, T absent, FileReader<T> reader) {
        SettingValue value = values.get(setting);
        if (value == null) {
            return absent;
        }
        boolean isStandardInput = setting == Setting.DATA && value.isStandardInput();
        try (InputStream content = isStandardInput ? standardInput : Files.newInputStream(Path.of(value.text()))) {
            FileErrors fileErrors = new FileErrors(isStandardInput ? value.fileName() : value.text());
            T read = reader.read(content, fileErrors);
            errors.addAll(fileErrors.all());
            return read;
        } catch (IOException | InvalidPathException e) {
            errors.add(value.unreadable(e));
            return absent;
        }
    }

    /** Reads a file that holds secrets. Rejects one that other users can change. */
    public <T> T secretFile(Setting setting, T absent, FileReader<T> reader) {
        return file(setting, absent, (content, fileErrors) -> {
            SettingValue value = Objects.requireNonNull(values.get(setting));
            Path file = Path.of(value.text());
            String refusal = SecretFile.refusal(file);
            if (refusal != null) {
                errors.add(value.source() + ": " + refusal);
                return absent;
            }
            String warning = SecretFile.warning(file);
            if (warning != null) {
                warnings.add(value.source() + ": " + warning);
            }
            return reader.read(content, fileErrors);
        });
    }
}
