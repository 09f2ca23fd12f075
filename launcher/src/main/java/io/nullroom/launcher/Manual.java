package io.nullroom.launcher;

import io.nullroom.contracts.Setting;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** What {@code --help} and {@code --version} say. */
final class Manual implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {name()};
    }

    /** The program's name and version. */
    static String name() {
        // The manifest has it; classes that run outside of a jar have none.
        var version = Optional.ofNullable(Manual.class.getPackage().getImplementationVersion());
        return "Nullroom " + version.orElse("(unpacked)");
    }

    /** All settings, for the end of the help. */
    static String settings() {
        return Settings.ALL.stream().map(Manual::entry)
            .collect(Collectors.joining("\n", "\nSettings (environment variables):\n", "\n"));
    }

    private static String entry(Setting setting) {
        var fallback = setting.fallback().isEmpty() ? "none" : setting.fallback();
        return "  %s%n      %s%n      %s; default: %s".formatted(
            setting.name(), setting.meaning(), setting.unit(), fallback);
    }
}
