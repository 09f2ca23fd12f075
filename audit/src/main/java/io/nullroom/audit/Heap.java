package io.nullroom.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * All objects of a JVM on this machine that are alive after a collection.
 *
 * @param pid of the JVM, which has to be of this user
 */
record Heap(long pid) implements Place {
    /** Some collectors leave gaps with what was in them, but not each fourth time (MarkSweepAlwaysCompactCount). */
    private static final int COLLECTIONS = 4;
    private static final long ROOM_IN_MEMORY = 1L << 30;

    @Override
    public String name() {
        return "heap of process " + pid;
    }

    @Override
    public void show(Scan scan) throws IOException {
        for (int count = 0; count < COLLECTIONS; count++) {
            ask("GC.run");
        }
        // Everybody's rooms are in it: for our eyes only, and not on a disk where that can be.
        var folder = Files.createTempDirectory(memory(), "nullroom-audit");
        var dump = folder.resolve("heap.hprof");
        // In this order, since it is gone through backwards: an operator may end the search in the middle of it.
        folder.toFile().deleteOnExit();
        dump.toFile().deleteOnExit();
        try {
            ask("GC.heap_dump", dump.toString());
            try (var in = Files.newInputStream(dump)) {
                scan.read("", in);
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }

    private void ask(String... command) throws IOException {
        var process = new ProcessBuilder(
            Stream.concat(Stream.of(jcmd(), String.valueOf(pid)), Stream.of(command)).toList())
            .redirectErrorStream(true).start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("jcmd " + command[0] + ": "
                + answer.lines().filter(line -> !line.startsWith(pid + ":")).findFirst().orElse("no answer"));
        }
    }

    private static Path memory() {
        var shared = Path.of("/dev/shm");
        return Files.isWritable(shared) && shared.toFile().getUsableSpace() > ROOM_IN_MEMORY
            ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static String jcmd() {
        var ours = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return Files.isExecutable(ours) ? ours.toString() : "jcmd";
    }
}
