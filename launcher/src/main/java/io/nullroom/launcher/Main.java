package io.nullroom.launcher;

import ch.qos.logback.classic.LoggerContext;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.SettingException;
import java.net.BindException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command line: {@code nullroom [gateway signaling room turn assets]}. */
@Command(name = "nullroom", mixinStandardHelpOptions = true, versionProvider = Manual.class,
    description = "Two people open a link and talk, and afterwards nothing is left.", sortOptions = false)
public final class Main implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("nullroom");
    private static final long STOP_SECONDS = 15;
    private static final long START_SECONDS = 60;

    @Parameters(arity = "0..*", paramLabel = "SERVICE",
        description = "The services to start: ${COMPLETION-CANDIDATES}. All of them where none is named.")
    private List<Role> services = List.of();

    /** Starts the program; the JVM ends with it. */
    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        if (code != 0) {
            logging().stop();
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER, help -> Manual.settings());
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println(sentence(failure));
            return failed.getCommandSpec().exitCodeOnExecutionException();
        });
        return line;
    }

    @Override
    public Integer call() throws Exception {
        var roles = Role.named(services);
        var settings = Settings.from(new Environment(System.getenv())).checkedFor(roles);
        logging().getLogger("io.nullroom").setLevel(settings.logLevel());
        var program = Nullroom.start(settings, roles).toCompletionStage().toCompletableFuture()
            .get(START_SECONDS, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(program), "shutdown"));
        announce(program, roles, settings.gateway().tls().isPresent() ? "https" : "http");
        return 0;
    }

    private static void announce(Nullroom program, Set<Role> roles, String scheme) {
        LOG.info("{} runs {}", Manual.name(), roles);
        program.managementPort().ifPresent(port -> LOG.info("Management at port {}", port));
        program.port().ifPresent(port -> LOG.info("Open {}://localhost:{}", scheme, port));
    }

    /** The JVM goes on ending when this returns, so it waits; but not for ever. */
    private static void stop(Nullroom program) {
        try {
            program.stop().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
            LOG.info("Stopped in order");
        } catch (TimeoutException late) {
            LOG.warn("Not everything had stopped after {} seconds", STOP_SECONDS);
        } catch (Exception failure) {
            LOG.warn("Not everything stopped in order: {}", failure.getClass().getName());
        } finally {
            logging().stop();
        }
    }

    private static LoggerContext logging() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static String sentence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingException) {
                return cause.getMessage();
            }
            if (cause instanceof BindException) {
                return "The port is taken, or the address is not this machine's: set NULLROOM_PORT or NULLROOM_HOST.";
            }
            if (cause instanceof TimeoutException) {
                return "The services did not start within " + START_SECONDS + " seconds.";
            }
        }
        return "The start failed: " + failure;
    }
}
