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

    /** The folder that holds all modules. */
    public static Path repository() {
        return Path.of(System.getProperty("nullroom.repository"));
    }
}
