package io.nullroom.launcher;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the machine has installed. */
public final class Programs {
    private Programs() {
    }

    /** The first of these that is on the PATH. */
    static Optional<Path> find(String... names) {
        return Stream.of(names).flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    /** The path of the first of these that is on the PATH; without one the test fails. */
    static String needed(String... names) {
        return find(names).map(Path::toString).orElseThrow(() ->
            new IllegalStateException("The tests need one of " + String.join(", ", names) + " on the PATH."));
    }

    /** The one runnable jar, which the build has made before these tests. */
    static Path jar() {
        return repository().resolve("launcher/target/nullroom.jar");
    }

    /** The folder that holds all modules. */
    public static Path repository() {
        return Path.of(System.getProperty("nullroom.repository"));
    }
}
