package io.nullroom.bench;

import io.nullroom.launcher.Programs;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures inner parts by themselves, with JMH, in JVMs with the flags of {@code bin/run}. */
@Command(name = "micro", mixinStandardHelpOptions = true, description = "Inner parts by themselves, by JMH.")
final class MicroBench implements Callable<Integer> {
    private static final int QUOTABLE_FORKS = 3;
    private static final int ITERATIONS = 5;
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    /** What the table says of each. */
    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put("parseSubscribe", "read a subscribe");
        TITLES.put("parseCandidate", "read a signal of 250 bytes");
        TITLES.put("parseDescription", "read a signal of 3 KB");
        TITLES.put("relayCandidate", "pass a signal of 250 bytes on, in one instance: read, count, write, no socket");
        TITLES.put("busHop", "ask on the bus and be answered, on one event loop");
        TITLES.put("crossJoin", "write a question for another process and read it there: may I have a place");
        TITLES.put("crossSignals", "the same with an offer of 3 KB and 12 candidates of 250 bytes");
        TITLES.put("redisScript", "run a Lua script in Redis, there and back, one at a time");
    }

    @Option(names = "--forks", defaultValue = "3", description = "JVMs for each (default: ${DEFAULT-VALUE})")
    private int forks;
    @Option(names = "--millis", defaultValue = "1000",
        description = "of each of 5 iterations, and 5 before them (default: ${DEFAULT-VALUE})")
    private int millis;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RunnerException {
        try (var redis = Running.redis()) {
            publish(new Runner(new OptionsBuilder()
                .include(TITLES.keySet().stream().collect(Collectors.joining("|", "io\\.nullroom\\..*\\.(", ")$")))
                .forks(forks).warmupIterations(ITERATIONS).measurementIterations(ITERATIONS)
                .warmupTime(TimeValue.milliseconds(millis)).measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class).shouldFailOnError(true)
                .jvmArgs(Product.FLAGS.toArray(String[]::new))
                .jvmArgsAppend("-Dnullroom.bench.redis=" + Running.urlOf(redis)).build()).run());
        }
        return 0;
    }

    private void publish(Collection<RunResult> results) {
        Map<String, RunResult> byName = results.stream()
            .collect(Collectors.toMap(result -> result.getPrimaryResult().getLabel(), result -> result));
        var rows = TITLES.entrySet().stream().map(title -> row(title.getValue(), byName.get(title.getKey())))
            .collect(Collectors.joining("\n"));
        var text = "\n" + forks + " JVMs for each; means, and the half width of their 99.9 % confidence interval. "
            + Machine.description() + ".\n\n| | µs | bytes allocated |\n| --- | --- | --- |\n" + rows + "\n";
        var out = spec.commandLine().getOut();
        out.println(text);
        if (forks >= QUOTABLE_FORKS && millis >= 1000) {
            new PerformancePage(Programs.repository().resolve("docs/performance.md")).put(spec.name(), text);
        } else {
            out.println("Not written down: that takes " + QUOTABLE_FORKS + " JVMs and whole seconds.");
        }
        out.flush();
    }

    private static String row(String title, RunResult result) {
        var time = result.getPrimaryResult();
        return String.format(Locale.ROOT, "| %s | %.2f ± %.2f | %,.0f |", title, time.getScore(),
            time.getScoreError(), result.getSecondaryResults().get(ALLOCATED).getScore());
    }
}
