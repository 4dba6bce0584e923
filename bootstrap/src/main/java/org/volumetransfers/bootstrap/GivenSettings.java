package org.volumetransfers.bootstrap;

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

    private static final String PROGRAM = "volume-transfers";
    private static final int HELP_WIDTH = 100;

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
    private final ParseResult options;

    /**
     * A value and where it came from.
     *
     * @param name the option or the variable
     * @param text the value
     */
    record Given(String name, String text) {}

    private GivenSettings(ParseResult options) {
        this.options = options;
    }

    /**
     * Reads both. An option beats its variable; an empty variable counts as not set, since that is how many tools unset
     * one; variables that are no setting's are not ours (Kubernetes makes such names for each service).
     *
     * @param faults takes what is wrong with the command line itself
     */
    static GivenSettings read(String[] args, Map<String, String> environment, List<String> faults) {
        GivenSettings settings = new GivenSettings(commandLine().parseArgs(args));
        settings.options.errors().forEach(error -> report(error, faults));
        for (Setting setting : Setting.values()) {
            String option = settings.options.matchedOptionValue(setting.option(), (String) null);
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

    /** The text of {@code --help}. */
    static String help() {
        return commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    private static CommandLine commandLine() {
        CommandSpec command = CommandSpec.create().name("java -jar " + PROGRAM + ".jar");
        command.usageMessage()
                .width(HELP_WIDTH)
                .sortOptions(false)
                .description("Lists volume transfers as EVS does: GET /v2/{project_id}/os-volume-transfer")
                .optionListHeading("%n")
                .footer(
                        "",
                        "An option beats its environment variable; an empty variable counts as not set.",
                        "SIGTERM and SIGINT end the server after the requests in flight.",
                        "Exit codes: 0 ended as asked, 1 could not start, 2 something is wrong with these settings.");
        for (Setting setting : Setting.values()) {
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
        return OptionSpec.builder(setting.option())
                .paramLabel(setting.placeholder())
                .type(String.class)
                // Where the value is missing, picocli would skip the next option; this way only this one is refused.
                .arity("0..1")
                .fallbackValue("")
                .hideParamSyntax(true)
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
