package io.nullroom.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code audit-trace}: has two people talk on a running server, then looks for what is left of them. */
@Command(name = "audit-trace", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Has two people talk on a running server, and then looks for what is left of them.",
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:nothing is left", "1:something is, and is named",
        "2:a place could not be searched, or the search could not be shown to find"})
public final class AuditTrace implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int FOUND = 1;
    private static final int NOT_SEARCHED = 2;

    @Parameters(paramLabel = "URL", description = "The server, such as http://localhost:8080.")
    private URI url;

    @Option(names = "--log", paramLabel = "PATH", description = "A log of the server's; the more it says, the better.")
    private List<Path> logs = List.of();

    @Option(names = "--heap", paramLabel = "PID", description = "A JVM of the server's on this machine, of this user.")
    private List<Long> heaps = List.of();

    @Option(names = "--redis", paramLabel = "URI", description = "The Redis where rooms are.")
    private List<String> redis = List.of();

    @Option(names = "--metrics", paramLabel = "URL", description = "A management port, such as http://127.0.0.1:9090.")
    private List<URI> management = List.of();

    @Option(names = "--folder", paramLabel = "PATH",
        description = "Files that the server could have written: its working directory, /tmp, the data of Redis.")
    private List<Path> folders = List.of();

    @Option(names = "--address", paramLabel = "IP",
        description = "By which address the server sees this machine, where that is not the machine's own.")
    private List<String> addresses = List.of();

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "60",
        description = "How long after the end to look; default: ${DEFAULT-VALUE}.")
    private long wait;

    @Spec
    private CommandSpec spec;

    /** Runs the command; the JVM ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AuditTrace()).setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println("Not searched: " + failure.getMessage());
            return NOT_SEARCHED;
        });
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var more = addresses.stream().map(address -> Canary.address("client address", address)).toList();
        long logged = logged();
        try (var talk = new Talk(url, more)) {
            var page = page("the room's page", talk, "text/html");
            var json = page("the room's JSON", talk, "application/json");
            talk.begins();
            out.println("While two people talk, the room has to be found here:");
            boolean finds = canFind(out, talk, json);
            talk.ends(wait);
            out.println(wait + " seconds after the end, nothing of "
                + talk.canaries().size() + " canaries may be found:");
            var everywhere = Stream.of(databases(), jvms(), silent(), Stream.of(page, json)).flatMap(places -> places);
            return code(findings(out, talk, everywhere), finds && (logs.isEmpty() || logged() > logged), out);
        }
    }

    private Stream<Place> databases() {
        return redis.stream().map(Place::redis);
    }

    private Stream<Place> jvms() {
        return heaps.stream().map(Place::heap);
    }

    /** Where nothing of a room is at any time. */
    private Stream<Place> silent() {
        var files = Stream.concat(logs.stream(), folders.stream()).map(Place::files);
        var answers = management.stream().flatMap(port -> Stream.of("/metrics", "/live", "/ready").map(port::resolve))
            .map(answer -> Place.page(answer.toString(), answer, "*/*"));
        return Stream.concat(files, answers);
    }

    /** In bytes: each request is a line in one of the logs, so they have grown by a talk if they are the server's. */
    private long logged() {
        return logs.stream().mapToLong(log -> log.toFile().length()).sum();
    }

    private Place page(String name, Talk talk, String accept) {
        return Place.page(name, url.resolve(talk.path()), accept);
    }

    /** Each Redis has the room, and of the heaps at least that of the signaling-service; its own page has it always. */
    private boolean canFind(PrintWriter out, Talk talk, Place json) {
        var inRedis = findings(out, talk, databases());
        var inHeaps = findings(out, talk, jvms());
        var inJson = findings(out, talk, Stream.of(json));
        return inRedis.stream().allMatch(AuditTrace::hasRoom)
            && (heaps.isEmpty() || inHeaps.stream().anyMatch(AuditTrace::hasRoom))
            && inJson.stream().allMatch(AuditTrace::hasRoom);
    }

    private static boolean hasRoom(Finding finding) {
        return finding.has(Talk.ROOM);
    }

    private static List<Finding> findings(PrintWriter out, Talk talk, Stream<Place> places) {
        return places.map(place -> Finding.in(place, talk.canaries()))
            .peek(finding -> out.println("  " + finding)).toList();
    }

    private static int code(List<Finding> findings, boolean finds, PrintWriter out) {
        if (findings.stream().anyMatch(finding -> !finding.hits().isEmpty())) {
            out.println("Something is left.");
            return FOUND;
        }
        if (!finds || findings.stream().anyMatch(finding -> finding.refusal().isPresent())) {
            out.println(finds ? "Not everything was searched."
                : "The search did not find the room while it was there, or no log has grown by the talk.");
            return NOT_SEARCHED;
        }
        out.println("Nothing is left in what was searched.");
        return CLEAN;
    }
}
