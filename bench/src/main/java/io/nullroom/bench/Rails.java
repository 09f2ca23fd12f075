package io.nullroom.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The reference on Rails, where the machine has it. */
final class Rails {
    /** What is said where it has not. */
    static final String WANTED =
        "No Rails: on Debian, apt-get install --no-install-recommends ruby-actioncable ruby-railties puma.";

    private static final String VERSIONS = "require 'action_cable'; require 'puma/const'; print ActionCable.version, "
        + "' (Ruby ', RUBY_VERSION, ', Puma ', Puma::Const::VERSION, '; a tenth of the work)'";

    private Rails() {
    }

    /** Whether it can be started. */
    static boolean isThere() {
        return !versions().isEmpty();
    }

    /** What it is made of; empty where something is missing. */
    static String versions() {
        try (var output = new ProcessBuilder(List.of("ruby", "-e", VERSIONS))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start().inputReader()) {
            return output.lines().findFirst().orElse("");
        } catch (IOException noRuby) {
            return "";
        }
    }

    /** Starts it. */
    static ServerProcess.Command command() {
        return new ServerProcess.Command(List.of("puma", "--bind", "tcp://127.0.0.1:0", "--threads", "5:5",
            "--environment", "production", Product.path("bench/rails/config.ru")), Map.of());
    }
}
