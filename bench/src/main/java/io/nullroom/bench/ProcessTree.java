package io.nullroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes and all that they have started, as Linux counts them in {@code /proc} (proc_pid_stat(5),
 * proc_pid_status(5)).
 *
 * @param roots those that were started by the bench
 */
record ProcessTree(List<ProcessHandle> roots) {
    /** USER_HZ, the same on every Linux that runs Java. */
    private static final double TICKS_A_SECOND = 100;
    /** utime, stime, cutime, cstime: fields 14 to 17; the second ends with the last parenthesis. */
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;

    /** Those of these servers. */
    static ProcessTree of(List<ServerProcess> servers) {
        return new ProcessTree(servers.stream().map(ServerProcess::handle).toList());
    }

    /** CPU that they and their ended children have used so far, of the user's and the system's. */
    double cpuSeconds() {
        return read("stat")
            .flatMap(stat -> Stream.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                .skip(FIRST_TIME).limit(TIMES))
            .mapToLong(Long::parseLong).sum() / TICKS_A_SECOND;
    }

    /** What they have of the machine's memory, in kilobytes. */
    long residentKilobytes() {
        return read("status").flatMap(String::lines)
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    private Stream<String> read(String file) {
        return roots.stream().flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
            .flatMap(process -> read(process, file).stream());
    }

    private Optional<String> read(ProcessHandle process, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), file)));
        } catch (IOException gone) {
            // What a root has started may end between the two looks; the time that it took is then its parent's.
            if (roots.contains(process) || process.isAlive()) {
                throw new UncheckedIOException(gone);
            }
            return Optional.empty();
        }
    }
}
