package io.nullroom.bench;

import io.nullroom.launcher.Programs;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares servers: each is started several times, in turns, does the scenario, and is thrown away. */
@Command(mixinStandardHelpOptions = true)
final class LoadBench implements Callable<Integer> {
    private static final int QUOTABLE_STARTS = 5;

    private final List<Scenario> scenarios;
    @Option(names = "--starts", defaultValue = "5", description = "of each server (default: ${DEFAULT-VALUE})")
    private int starts;
    @Option(names = "--work", defaultValue = "1", description = "share of the usual work (default: ${DEFAULT-VALUE})")
    private double share;
    @Option(names = "--servers", split = ",",
        description = "${COMPLETION-CANDIDATES}; those of the scenario's table where none is named")
    private List<Contender> named = List.of();
    @Spec
    private CommandSpec spec;

    /** To run these scenarios, one after the other. */
    LoadBench(Scenario... scenarios) {
        this.scenarios = List.of(scenarios);
    }

    @Override
    public Integer call() throws IOException {
        var lacking = scenarios.stream().flatMap(scenario -> contenders(scenario).stream())
            .flatMap(contender -> contender.lacks().stream()).distinct().toList();
        lacking.forEach(spec.commandLine().getErr()::println);
        if (!lacking.isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        for (var scenario : scenarios) {
            publish(scenario, compare(scenario));
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Contender> contenders(Scenario scenario) {
        return named.isEmpty() ? scenario.contenders() : named;
    }

    private Results compare(Scenario scenario) {
        var results = new Results();
        var out = spec.commandLine().getOut();
        for (int start = 1; start <= starts; start++) {
            for (var contender : contenders(scenario)) {
                var figures = measure(scenario, contender);
                results.add(contender, figures);
                out.printf("%s %d: %s %s%n", scenario.name(), start, contender.title(), figures);
                out.flush();
            }
        }
        return results;
    }

    private List<Figure> measure(Scenario scenario, Contender contender) {
        try (var running = contender.start(); var visitors = new Visitors(running.target().doors())) {
            double part = share * contender.share();
            scenario.warm(visitors, running.target(), new Work(part * contender.instances()));
            return scenario.measure(visitors, running.target(), new Work(part));
        }
    }

    private void publish(Scenario scenario, Results results) throws IOException {
        var root = Programs.repository();
        var text = "\n" + scenario.meaning() + "\n" + starts
            + " starts of each, in turns; medians, and from least to most. " + Machine.description() + ".\n\n"
            + results.table() + "\n";
        Files.writeString(root.resolve("bench/target/" + scenario.name() + ".json"), new JsonObject()
            .put("scenario", scenario.name()).put("machine", Machine.description()).put("work", share)
            .put("starts", results.json()).encodePrettily());
        var out = spec.commandLine().getOut();
        out.println(text);
        if (starts >= QUOTABLE_STARTS && share >= 1
                && contenders(scenario).containsAll(scenario.contenders())) {
            new PerformancePage(root.resolve("docs/performance.md")).put(scenario.name(), text);
        } else {
            out.println("Not written down: that takes all of its servers, " + QUOTABLE_STARTS
                + " starts and the whole work.");
        }
        out.flush();
    }
}
