package io.nullroom.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java of 25 or newer beside the one that runs the bench. */
final class NewerJava {
    /** What is said where there is none. */
    static final String WANTED =
        "No Java of 25 or newer: install one under /usr/lib/jvm, or set JAVA_25_HOME to where it is.";

    private static final Path USUAL = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"((\\d+)[^\"]*)\"");
    private static final Pattern VERSION_LINE = Pattern.compile("^Nullroom \\d");
    private static final int LEAST = 25;

    private NewerJava() {
    }

    /** Its home: what {@code JAVA_25_HOME} says, or else the first that is where Linux has them. */
    static Optional<Path> home() {
        return Stream.concat(Stream.ofNullable(System.getenv("JAVA_25_HOME")).map(Path::of), installed())
            .filter(home -> version(home).isPresent()).findFirst();
    }

    /** Its version, where there is one. */
    static Optional<String> version() {
        return home().flatMap(NewerJava::version);
    }

    /** The version of that Java; empty where that is no such Java. */
    private static Optional<String> version(Path home) {
        var release = home.resolve("release");
        return Files.isReadable(release) ? VERSION.matcher(read(release)).results()
            .filter(version -> Integer.parseInt(version.group(2)) >= LEAST).map(version -> version.group(1)).findFirst()
            : Optional.empty();
    }

    /** The product on it, with all flags but those of a cache. */
    static ServerProcess.Command plain() {
        var program = List.of("-XX:+UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED", "-jar", Product.path("launcher/target/nullroom.jar"));
        return new ServerProcess.Command(Stream.of(List.of(bin() + "/java"), Product.FLAGS, program)
            .flatMap(List::stream).toList(), Product.SETTINGS);
    }

    /** The product as strangers start it who have that Java, and not for the first time. */
    static ServerProcess.Command byRun() {
        var path = Map.of("PATH", bin() + File.pathSeparator + System.getenv("PATH"));
        // Has it learn what it has not learnt yet.
        ServerProcess.start(Product.byRun("--version").with(path), VERSION_LINE).close();
        return Product.byRun().with(path);
    }

    private static String bin() {
        return home().orElseThrow().resolve("bin").toString();
    }

    private static Stream<Path> installed() {
        try (var homes = Files.list(USUAL)) {
            return homes.sorted().toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    private static String read(Path release) {
        try {
            return Files.readString(release);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
