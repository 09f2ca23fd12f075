package io.nullroom.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench's command line: one subcommand for each thing that is measured. */
@Command(name = "bin/bench", subcommands = FilesBench.class, mixinStandardHelpOptions = true,
    description = "Measures Nullroom on this machine.")
public final class Bench {
    private Bench() {
    }

    /** Runs what the arguments name. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
