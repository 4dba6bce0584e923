package org.volumetransfers.bootstrap;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the command line and the environment say, as text; a setting that neither gives is absent. */
final class GivenSettings {

    /** Holds the password itself. There is no such option: command lines are seen by everybody on the machine. */
    static final String PASSWORD_VARIABLE = "VOLUME_TRANSFERS_DB_PASSWORD";

    private static final int HELP_WIDTH = 100;

    private final Command command;
    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
    private final ParseResult options;
    private final String password;

    /**
     * A value and where it came from.
     *
     * @param name the option or the variable
     * @param text the value
     */
    record Given(String name, String text) {}

    private GivenSettings(Command command, ParseResult options, String password) {
        this.command = command;
        this.options = options;
        this.password = password;
    }

    /**
     * Reads both. An option beats its variable; an empty variable counts as not set, since that is how many tools unset
     * one; variables that are no setting's are not ours (Kubernetes makes such names for each service).
     *
     * @param faults takes what is wrong with the command line itself
     */
    static GivenSettings read(String[] args, Map<String, String> environment, List<String> faults) {
        Command command = Command.of(args);
        GivenSettings settings = new GivenSettings(
                command,
                commandLine(command).parseArgs(command.options(args).toArray(String[]::new)),
                environment.getOrDefault(PASSWORD_VARIABLE, ""));
        settings.options.errors().forEach(error -> report(error, faults));
        for (Setting setting : command.settings()) {
            String option = settings.option(setting);
            String variable = environment.getOrDefault(setting.variable(), "");
            if (option != null && option.isEmpty()) {
                faults.add(setting.option() + ": needs a value");
            } else if (option != null) {
                settings.given.put(setting, new Given(setting.option(), option));
            } else if (!variable.isEmpty()) {
                settings.given.put(setting, new Given(setting.variable(), variable));
            }
        }
        return settings;
    }

    /** The value of an option; of a flag {@code true}; null where it is not given. */
    private @Nullable String option(Setting setting) {
        @Nullable Object value = options.matchedOptionValue(setting.option(), null);
        return value == null ? null : value.toString();
    }

    private static void report(Exception error, List<String> faults) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            reportUnmatched(unmatched.getUnmatched(), faults);
        } else if (error instanceof OverwrittenOptionException twice) {
            faults.add(((OptionSpec) twice.getOverwritten()).longestName() + ": given more than once");
        } else {
            faults.add(String.valueOf(error.getMessage()));
        }
    }

    /** Names unknown options without their values: {@code --token} for {@code --tokens} may well be followed by one. */
    private static void reportUnmatched(List<String> unmatched, List<String> faults) {
        boolean mayBeValue = false;
        for (String argument : unmatched) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("-")) {
                faults.add((equals < 0 ? argument : argument.substring(0, equals)) + ": there is no such option");
                mayBeValue = equals < 0;
            } else if (!mayBeValue) {
                faults.add(argument + ": belongs to no option");
            } else {
                mayBeValue = false;
            }
        }
    }

    /** What the program is asked to do. */
    Command command() {
        return command;
    }

    /** True when the user asks what there is to set. */
    boolean asksForHelp() {
        return options.isUsageHelpRequested();
    }

    /** True when the user asks for the version. */
    boolean asksForVersion() {
        return options.isVersionHelpRequested();
    }

    /** What was given for a setting; null when nothing was. */
    @Nullable Given get(Setting setting) {
        return given.get(setting);
    }

    /** What {@link #PASSWORD_VARIABLE} holds; empty when it is not set. */
    String password() {
        return password;
    }

    /** The text of {@code --help}. */
    String help() {
        return commandLine(command).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static CommandLine commandLine(Command asked) {
        CommandSpec command = CommandSpec.create().name(asked.line());
        List<String> footer = new ArrayList<>(
                List.of("", "An option beats its environment variable; an empty variable counts as not set."));
        footer.addAll(asked.notes());
        command.usageMessage()
                .width(HELP_WIDTH)
                .sortOptions(false)
                .description(asked.description())
                .optionListHeading("%n")
                .footer(footer.toArray(String[]::new));
        for (Setting setting : asked.settings()) {
            command.addOption(optionOf(setting));
        }
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this text.")
                .build());
        command.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        // All faults at once, and nothing between the lines: no @file, no abbreviations.
        command.parser().collectErrors(true);
        return new CommandLine(command).setExpandAtFiles(false);
    }

    private static OptionSpec optionOf(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.option());
        if (setting.isFlag()) {
            option.type(boolean.class).arity("0");
        } else {
            // Where the value is missing, picocli would skip the next option; this way only this one is refused.
            option.type(String.class)
                    .paramLabel(setting.placeholder())
                    .arity("0..1")
                    .fallbackValue("");
        }
        return option.hideParamSyntax(true)
                .description(
                        literally(setting.meaning()),
                        "Default: " + literally(setting.defaultText()),
                        "Variable: " + setting.variable())
                .build();
    }

    /** Picocli formats descriptions. */
    private static String literally(String text) {
        return text.replace("%", "%%");
    }
}
