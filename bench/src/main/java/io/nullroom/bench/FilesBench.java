package io.nullroom.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares files with plain, unencrypted sends over the same connection, in turns, between two real pages. */
@Command(name = "files", mixinStandardHelpOptions = true,
    description = "Files between two Chromium pages, beside plain sends over the same connection.")
final class FilesBench implements Callable<Integer> {
    private static final double MIB = 1024 * 1024;

    @Option(names = "--size", description = "MiB of the file (default: ${DEFAULT-VALUE})", defaultValue = "64")
    private int mebibytes;
    @Option(names = "--runs", defaultValue = "5",
        description = "of each kind; 0 for the heap alone (default: ${DEFAULT-VALUE})")
    private int runs;
    @Spec
    private CommandSpec spec;
    private final List<Double> senderStalls = new ArrayList<>();
    private final List<Double> receiverStalls = new ArrayList<>();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var pair = new FilePair(mebibytes)) {
            var idle = pair.heap();
            if (runs > 0) {
                compare(pair, out);
            }
            var busy = pair.heapWhileSending();
            out.printf("heap above idle, MiB: sender %.1f, receiver %.1f%n", (busy.sender() - idle.sender()) / MIB,
                (busy.receiver() - idle.receiver()) / MIB);
        }
        out.flush();
        return 0;
    }

    private void compare(FilePair pair, PrintWriter out) {
        out.printf("%d MiB, in turns; MiB a second%n%n| run | plain | file |%n| --- | --- | --- |%n", mebibytes);
        var rounds = IntStream.rangeClosed(1, runs).mapToObj(run -> {
            var round = round(pair);
            out.printf("| %d | %.1f | %.1f |%n", run, round.plain(), round.file());
            out.flush();
            return round;
        }).toList();
        double plain = Median.of(rounds.stream().map(Round::plain).toList());
        double file = Median.of(rounds.stream().map(Round::file).toList());
        out.printf("| median | %.1f | %.1f |%n%nfile / plain: %.2f%n", plain, file, file / plain);
        out.printf("tasks over 50 ms on the page, while files passed: sender %s, receiver %s%n",
            summary(senderStalls), summary(receiverStalls));
    }

    private Round round(FilePair pair) {
        double plain = pair.plain();
        pair.stalls();
        double file = pair.ours();
        var stalls = pair.stalls();
        senderStalls.addAll(stalls.sender());
        receiverStalls.addAll(stalls.receiver());
        return new Round(plain, file);
    }

    private static String summary(List<Double> stalls) {
        return stalls.stream().max(Double::compare)
            .map(longest -> String.format("%d, the longest %.0f ms", stalls.size(), longest)).orElse("none");
    }

    private record Round(double plain, double file) {
    }
}
