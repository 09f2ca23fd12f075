package io.nullroom.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench's command line: one subcommand for each thing that is measured. */
@Command(name = "bin/bench", subcommands = {FilesBench.class, MicroBench.class}, mixinStandardHelpOptions = true,
    description = "Measures Nullroom on this machine.")
public final class Bench {
    /** In which each client is asked once whether it is there. */
    private static final int IDLE_SECONDS = 15;
    private static final Scenario[] SCENARIOS = {
        new Lifecycle(), new Relay(), new Idle(IDLE_SECONDS), new Create(), new Pages(), Floods.later(),
        Floods.atOnce(), new Start()};

    private Bench() {
    }

    /** Runs what the arguments name. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Bench());
        for (var scenario : SCENARIOS) {
            add(line, scenario.name(), scenario.meaning(), scenario);
        }
        add(line, "all", "All of these but files and micro.", SCENARIOS);
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static void add(CommandLine line, String name, String meaning, Scenario... scenarios) {
        var bench = new CommandLine(new LoadBench(scenarios));
        bench.getCommandSpec().usageMessage().description(meaning);
        line.addSubcommand(name, bench);
    }
}
