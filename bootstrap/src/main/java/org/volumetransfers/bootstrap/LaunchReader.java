package org.volumetransfers.bootstrap;

import ch.qos.logback.classic.Level;
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
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.GivenSettings.Given;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.InvalidValueException;

/** Makes a {@link Launch} of texts. A fault does not stop it: the operator is to hear of all of them at once. */
final class LaunchReader {

    private static final Map<String, OffsetRule> OFFSET_RULES =
            Map.of("documented", OffsetRule.DOCUMENTED, "lenient", OffsetRule.LENIENT);
    private static final Map<String, BadTokenAnswer> BAD_TOKEN_ANSWERS =
            Map.of("401", BadTokenAnswer.UNAUTHORIZED_401, "400", BadTokenAnswer.BAD_REQUEST_400);
    private static final Map<String, LogSetup.Format> LOG_FORMATS =
            Map.of("text", LogSetup.Format.TEXT, "json", LogSetup.Format.JSON);
    private static final Map<String, Level> LOG_LEVELS = Map.of(
            "trace", Level.TRACE,
            "debug", Level.DEBUG,
            "info", Level.INFO,
            "warn", Level.WARN,
            "error", Level.ERROR,
            "off", Level.OFF);

    private final GivenSettings given;
    private final List<String> faults;

    LaunchReader(GivenSettings given, List<String> known) {
        this.given = given;
        this.faults = new ArrayList<>(known);
    }

    /** What is wrong; when anything is, the launch is not to be used. */
    List<String> faults() {
        return faults;
    }

    /** Reads everything; null when a part is missing, and then there are faults. */
    @Nullable Launch read() {
        @Nullable ListenAddress listen = read(Setting.LISTEN, ListenAddress::parse);
        @Nullable HttpConfig http = http(listen);
        @Nullable StorageChoice storage = storage();
        Map<AuthToken, Caller> tokens = tokens(listen);
        @Nullable PagingRule paging = paging();
        @Nullable LogSetup logging = logging();
        if (http == null || storage == null || paging == null || logging == null) {
            return null;
        }
        return new Launch(new ServerConfig(http, storage, paging, tokens), logging);
    }

    private @Nullable HttpConfig http(@Nullable ListenAddress listen) {
        @Nullable BadTokenAnswer badToken = read(Setting.BAD_TOKEN_STATUS, oneOf("401 or 400", BAD_TOKEN_ANSWERS));
        // Checked even where the rest is too wrong to be used.
        HttpConfig http = listen == null
                ? HttpConfig.listeningOn("localhost", 0)
                : HttpConfig.listeningOn(listen.host(), listen.port());
        @Nullable HttpConfig withUrl =
                given.get(Setting.PUBLIC_URL) == null ? http : read(Setting.PUBLIC_URL, http::withPublicUrl);
        if (listen != null && listen.isWildcard() && given.get(Setting.PUBLIC_URL) == null) {
            faults.add(Setting.PUBLIC_URL.option() + ": required when listening on a wildcard address:"
                    + " nobody could follow links to it");
        }
        return listen == null || badToken == null || withUrl == null ? null : withUrl.withBadTokenAnswer(badToken);
    }

    private @Nullable StorageChoice storage() {
        @Nullable Given data = given.get(Setting.DATA);
        List<VolumeTransfer> transfers = data == null ? Demo.TRANSFERS : readFile(data, TransferFile::read, List.of());
        return read(Setting.STORAGE, oneOf("memory", Map.of("memory", new StorageChoice.InMemory(transfers))));
    }

    private Map<AuthToken, Caller> tokens(@Nullable ListenAddress listen) {
        @Nullable Given file = given.get(Setting.TOKENS);
        if (file != null) {
            return readFile(file, TokenFile::read, Map.of());
        }
        if (listen != null && !listen.isLoopback()) {
            faults.add(Setting.TOKENS.option() + ": required when listening on anything but a loopback address:"
                    + " everybody knows the token that is good without it");
        }
        return Demo.TOKENS;
    }

    private @Nullable PagingRule paging() {
        @Nullable OffsetRule offsetRule = read(Setting.OFFSET_RULE, oneOf("documented or lenient", OFFSET_RULES));
        @Nullable Integer maxLimit =
                given.get(Setting.MAX_LIMIT) == null ? null : read(Setting.MAX_LIMIT, LaunchReader::maxLimit);
        return offsetRule == null ? null : new PagingRule(offsetRule, maxLimit);
    }

    private @Nullable LogSetup logging() {
        LogSetup.@Nullable Format format = read(Setting.LOG_FORMAT, oneOf("text or json", LOG_FORMATS));
        @Nullable Level level = read(Setting.LOG_LEVEL, oneOf("trace, debug, info, warn, error or off", LOG_LEVELS));
        return format == null || level == null ? null : new LogSetup(format, level);
    }

    /** The value of a setting, which without one being given is its default; null, and a fault, when it is wrong. */
    private <T> @Nullable T read(Setting setting, Function<String, T> convert) {
        @Nullable Given text = given.get(setting);
        Given source = text == null ? new Given(setting.option(), setting.defaultText()) : text;
        try {
            return convert.apply(source.text());
        } catch (InvalidValueException e) {
            faults.add(source.name() + ": must " + e.rule());
            return null;
        }
    }

    private static <T> Function<String, T> oneOf(String words, Map<String, T> values) {
        return text -> {
            T value = values.get(text);
            if (value == null) {
                throw new InvalidValueException("setting", "be " + words);
            }
            return value;
        };
    }

    private static int maxLimit(String text) {
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9') && Integer.parseInt(text) > 0) {
                return Integer.parseInt(text);
            }
        } catch (NumberFormatException tooLong) {
            // Refused below, as is what is no number at all.
        }
        throw new InvalidValueException("max limit", "be a whole number, 1 to " + Integer.MAX_VALUE);
    }

    /** A reader of one of our files. */
    private interface FileReader<T> {
        T read(Path file, FileFaults faults) throws IOException;
    }

    private <T> T readFile(Given source, FileReader<T> reader, T otherwise) {
        FileFaults inFile = new FileFaults(source.text());
        try {
            T content = reader.read(Path.of(source.text()), inFile);
            faults.addAll(inFile.all());
            return content;
        } catch (IOException | InvalidPathException e) {
            faults.add(source.name() + ": cannot read " + source.text() + ": " + reason(e));
            return otherwise;
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
