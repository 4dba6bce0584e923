package org.volumetransfers.bootstrap.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.bootstrap.files.Suggestion;

/** Collects settings from the command line, the environment and the configuration file, in this order of precedence. */
final class SettingSources {

    private static final Map<String, Setting> PROPERTIES = Arrays.stream(Setting.values())
            .filter(setting -> setting != Setting.CONFIG)
            .collect(Collectors.toMap(Setting::property, Function.identity()));

    private final Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
    private final List<String> errors;

    private SettingSources(List<String> errors) {
        this.errors = errors;
    }

    /**
     * Collects the settings of the command; settings of other commands are ignored, except on the command line. Empty
     * variables are ignored, since this is how many tools unset them, and so are unknown ones, since Kubernetes creates
     * such names for each service.
     */
    static Map<Setting, SettingValue> collect(
            Arguments arguments, Map<String, String> environment, List<String> errors) {
        SettingSources sources = new SettingSources(errors);
        Set<Setting> settings = arguments.command().settings();
        for (Setting setting : settings) {
            String variable = environment.getOrDefault(setting.variable(), "");
            sources.add(setting, setting.option(), arguments.option(setting));
            sources.add(setting, setting.variable(), variable.isEmpty() ? null : variable);
        }
        SettingValue config = sources.values.get(Setting.CONFIG);
        if (config != null) {
            sources.addFile(config);
        }
        sources.values.keySet().retainAll(settings);
        return sources.values;
    }

    /** Adds the text that a source has, unless a source of higher precedence has one. */
    private void add(Setting setting, String source, @Nullable String text) {
        if (text == null || values.containsKey(setting)) {
            return;
        }
        if (text.isEmpty()) {
            errors.add(source + ": requires a value");
        } else {
            values.put(setting, new SettingValue(source, text));
        }
    }

    private void addFile(SettingValue config) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of(config.text()))) {
            properties.load(text);
        } catch (IOException | InvalidPathException e) {
            errors.add(config.unreadable(e));
        } catch (IllegalArgumentException e) {
            errors.add(config.text() + ": " + e.getMessage());
        }
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            Setting setting = PROPERTIES.get(name);
            String source = config.text() + ": " + name;
            if (setting == null) {
                errors.add(source + ": unknown property" + Suggestion.question(name, PROPERTIES.keySet()));
            } else {
                add(setting, source, properties.getProperty(name).strip());
            }
        }
    }
}
