package org.volumetransfers.bootstrap;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.jdbc.WrongSchemaException;
import org.volumetransfers.bootstrap.files.Conversions;
import org.volumetransfers.bootstrap.logging.LogFormat;
import org.volumetransfers.bootstrap.logging.LogSetup;
import org.volumetransfers.bootstrap.logging.LogText;
import org.volumetransfers.bootstrap.settings.Arguments;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.Settings;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * One run of the program: reads its settings, then starts the server or imports a file.
 *
 * @param err receives error lines and the log
 * @param guard receives errors after which the program may have to end, for instance {@link OutOfMemoryError}
 * @param started receives the running server, before its start is announced
 */
record Program(
        InputStream in, PrintStream out, PrintStream err, Consumer<Throwable> guard, Consumer<TransferServer> started) {

    /** The result of {@link #run} while the server is running. */
    static final int RUNNING = -1;

    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int INVALID_SETTINGS = 2;

    private static final String NAME = "volume-transfers";

    /** Runs the program until the server is started; returns the exit code, or {@link #RUNNING}. */
    int run(String[] args, Map<String, String> environment) {
        Arguments arguments = Arguments.parse(args);
        if (arguments.isHelpRequested()) {
            out.print(arguments.help());
            return SUCCESS;
        }
        if (arguments.isVersionRequested()) {
            out.println(nameAndVersion());
            return SUCCESS;
        }
        LogSetup.disable();
        int exitCode = run(arguments, environment);
        if (exitCode != RUNNING) {
            LogSetup.close();
        }
        return exitCode;
    }

    private int run(Arguments arguments, Map<String, String> environment) {
        try {
            Settings settings = new Settings(arguments, environment, in);
            return switch (arguments.command()) {
                case SERVE -> serve(settings);
                case IMPORT -> importFile(settings);
            };
        } catch (InvalidSettingsException e) {
            e.errors().forEach(error -> err.println(LogText.line(error)));
            return INVALID_SETTINGS;
        } catch (WrongSchemaException | InvalidValueException e) {
            printError(String.valueOf(e.getMessage()));
            return FAILURE;
        } catch (BackendUnavailableException e) {
            printError(e.getMessage() + ": " + e.getCause());
            return FAILURE;
        }
    }

    private int serve(Settings settings) throws InvalidSettingsException {
        ServerConfig config = ServerSettings.read(settings);
        startLogging(settings);
        try {
            TransferServer server = TransferServer.start(config, guard);
            started.accept(server);
            announce(config, server);
            return RUNNING;
        } catch (IOException e) {
            printError(
                    "cannot listen on " + authority(config.http(), config.http().port()) + ": " + e.getMessage());
            return FAILURE;
        }
    }

    private int importFile(Settings settings) throws InvalidSettingsException {
        ImportCommand command = ImportCommand.read(settings);
        startLogging(settings);
        out.println(command.run(err));
        return SUCCESS;
    }

    private void startLogging(Settings settings) throws InvalidSettingsException {
        LogSetup logging = logging(settings);
        settings.requireValid();
        logging.apply(err, out, guard);
        System.Logger log = System.getLogger(Program.class.getName());
        settings.warnings().forEach(warning -> log.log(System.Logger.Level.WARNING, warning));
    }

    static LogSetup logging(Settings settings) {
        LogFormat format = settings.read(Setting.LOG_FORMAT, Conversions.oneOf(LogFormat.class));
        Level level = settings.read(
                Setting.LOG_LEVEL,
                Conversions.oneOf(
                        (String text) -> Level.toLevel(text), "trace", "debug", "info", "warn", "error", "off"));
        return new LogSetup(format, level);
    }

    private void announce(ServerConfig config, TransferServer server) {
        String listening = authority(config.http(), server.address().getPort());
        out.println(nameAndVersion());
        out.println("listening on " + listening + ", links begin with " + server.publicUrl());
        @Nullable InetSocketAddress admin = server.adminAddress();
        if (admin != null) {
            out.println("operators: http://" + admin.getAddress().getHostAddress() + ":" + admin.getPort()
                    + "/metrics, /livez, /readyz and /info");
        }
        out.println("storage: " + config.storage());
        out.println("identity: " + config.identity());
        if (config.identity().equals(new IdentityChoice.Tokens(Demo.TOKENS))) {
            out.println("demo token, accepted only on this machine:");
            out.println("curl -H 'X-Auth-Token: " + Demo.TOKEN.value() + "' http://" + listening + "/v2/" + Demo.PROJECT
                    + "/os-volume-transfer");
        }
        out.flush();
    }

    void printError(String message) {
        err.println(errorLine(message));
    }

    /** Returns one line that begins with the program's name. Messages of databases may have several lines. */
    static String errorLine(String message) {
        return NAME + ": " + LogText.line(message.replaceAll("\\s+", " "));
    }

    /** Returns the host as configured, which is what the operator looks for. */
    private static String authority(HttpConfig http, int port) {
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return host + ":" + port;
    }

    private static String nameAndVersion() {
        return NAME + " " + BuildInfo.read().version();
    }
}
