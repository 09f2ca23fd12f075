package io.nullroom.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret that an operator sets as it is, or by the file that holds it, as Docker and systemd hand secrets over.
 *
 * @param text the variable that has the secret
 * @param file the variable that has the path of the file
 */
public record SecretSetting(Setting text, Setting file) {
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    /** The pair {@code name} and {@code name_FILE}. */
    public static SecretSetting named(String name, String unit, String meaning) {
        return new SecretSetting(new Setting(name, unit, "", meaning),
            new Setting(name + "_FILE", "path", "", "The file that holds " + name + ", in place of it."));
    }

    /** Both variables. */
    public List<Setting> settings() {
        return List.of(text, file);
    }

    /** Both names, as a sentence names them: whichever of the two. */
    public String names() {
        return text.name() + " or " + file.name();
    }

    /** The secret, where it is set; fails with {@link SettingException}. */
    public Optional<Secret> read(Environment environment) {
        var path = environment.optional(file);
        if (path.isPresent() && environment.optional(text).isPresent()) {
            throw new SettingException("Set either " + names() + ", not both.");
        }
        return path.map(this::content).or(() -> environment.optional(text)).map(Secret::new);
    }

    /** What may stand in an HTTP header; fails with {@link SettingException}, which does not show it. */
    public String headerValue(Secret secret) {
        if (!PRINTABLE.matcher(secret.value()).matches()) {
            throw new SettingException(text.name() + " must be letters, digits and signs, without a space.");
        }
        return secret.value();
    }

    private String content(String path) {
        try {
            var content = Files.readString(Path.of(path)).strip();
            if (content.isEmpty()) {
                throw new SettingException(file.name() + " names a file with nothing in it.");
            }
            return content;
        } catch (IOException | InvalidPathException unreadable) {
            throw new SettingException(file.name() + " names a file that cannot be read.");
        }
    }
}
