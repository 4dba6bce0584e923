package org.volumetransfers.bootstrap.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.bootstrap.files.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the program. */
public record Arguments(Command command, ParseResult options) {

    private static final int HELP_WIDTH = 100;
    private static final String PRECEDENCE =
            "An option overrides its environment variable, which overrides the property of"
                    + " that name in the --config file. Empty variables are ignored.";

    private static final Map<String, String> REMOVED =
            Map.of("--deep-pages", ": removed without a replacement; see the upgrade notes in CHANGELOG.md");

    public static Arguments parse(String[] args) {
        Command command = Command.of(args);
        String[] options = Arrays.copyOfRange(args, command == Command.SERVE ? 0 : 1, args.length);
        // No @file: --config is the only way to take options from a file.
        CommandLine parser = new CommandLine(spec(command)).setExpandAtFiles(false);
        return new Arguments(command, parser.parseArgs(options));
    }

    public boolean isHelpRequested() {
        return options.isUsageHelpRequested();
    }

    public boolean isVersionRequested() {
        return options.isVersionHelpRequested();
    }

    /** Returns the text of {@code --help}. */
    public String help() {
        return options.commandSpec().commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** Returns the value of an option, {@code true} for a flag; null if it is not given. */
    @Nullable String option(Setting setting) {
        Object value = options.matchedOptionValue(setting.option(), null);
        return value == null ? null : value.toString();
    }

    /** Returns what is wrong with the command line as such. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (Exception error : options.errors()) {
            if (error instanceof UnmatchedArgumentException unmatched) {
                addUnmatched(unmatched.getUnmatched(), errors);
            } else if (error instanceof OverwrittenOptionException twice) {
                errors.add(((OptionSpec) twice.getOverwritten()).longestName() + ": given more than once");
            } else {
                errors.add(String.valueOf(error.getMessage()));
            }
        }
        return errors;
    }

    /** Names unknown options without their values, which may be secrets as in {@code --token s3cr3t}. */
    private void addUnmatched(List<String> unmatched, List<String> errors) {
        List<String> known = options.commandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        boolean mayBeValue = false;
        for (String argument : unmatched) {
            if (argument.startsWith("-")) {
                String option = argument.replaceFirst("(?s)=.*", "");
                errors.add(
                        option + REMOVED.getOrDefault(option, ": unknown option" + Suggestion.question(option, known)));
                mayBeValue = option.equals(argument);
            } else if (mayBeValue) {
                mayBeValue = false;
            } else {
                errors.add(argument + ": unexpected argument");
            }
        }
    }

    private static CommandSpec spec(Command command) {
        CommandSpec spec = CommandSpec.create().name(("java -jar volume-transfers.jar " + command.word).strip());
        spec.parser().collectErrors(true);
        spec.usageMessage()
                .width(HELP_WIDTH)
                .sortOptions(false)
                .description(command.description)
                .optionListHeading("%n")
                .footer("", PRECEDENCE, command.notes);
        command.settings().forEach(setting -> spec.addOption(spec(setting)));
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Print this text.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print the version.")
                        .build());
    }

    private static OptionSpec spec(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.option());
        if (setting.isFlag()) {
            option.type(boolean.class).arity("0");
        } else {
            // With an arity of 1, picocli would take the next option for a missing value.
            option.type(String.class)
                    .paramLabel(setting.placeholder())
                    .arity("0..1")
                    .fallbackValue("");
        }
        // Picocli formats descriptions.
        return option.hideParamSyntax(true)
                .description(
                        setting.meaning().replace("%", "%%"),
                        "Default: " + setting.defaultText().replace("%", "%%"),
                        "Variable: " + setting.variable())
                .build();
    }
}
