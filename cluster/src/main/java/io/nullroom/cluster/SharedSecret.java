package io.nullroom.cluster;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The secret that all members share: whoever has it can make the one key that they all trust. */
final class SharedSecret {
    static final Setting SECRET = new Setting("NULLROOM_CLUSTER_SECRET", "text of 32 characters or more", "",
        "What only the processes of the cluster know, the same for all, such as one by: openssl rand -hex 32.");
    static final Setting FILE = new Setting("NULLROOM_CLUSTER_SECRET_FILE", "path", "",
        "A file that holds it instead.");

    private static final int LEAST_LENGTH = 32;
    /** 32 random hex digits have fewer different ones than this about once in ten million times. */
    private static final int LEAST_DIFFERENT = 8;
    private static final byte[] SALT = "nullroom cluster 1".getBytes(StandardCharsets.UTF_8);

    private SharedSecret() {
    }

    /** The identity that follows from the secret, where one is set. */
    static Optional<Identity> from(Environment environment) {
        var text = environment.optional(SECRET);
        var file = environment.optional(FILE);
        if (text.isPresent() && file.isPresent()) {
            throw new SettingException("Set either " + SECRET.name() + " or " + FILE.name() + ", not both.");
        }
        return text.map(secret -> identity(SECRET, secret))
            .or(() -> file.map(path -> identity(FILE, read(path))));
    }

    private static Identity identity(Setting setting, String secret) {
        if (secret.length() < LEAST_LENGTH || secret.chars().distinct().count() < LEAST_DIFFERENT) {
            throw new SettingException(setting.name()
                + " must have at least 32 characters that nobody can guess; make some by: openssl rand -hex 32.");
        }
        var keys = Hkdf.extract(SALT, secret.getBytes(StandardCharsets.UTF_8));
        var pair = Ed25519.keyPair(keys.expand("member key", Ed25519.SEED_BYTES));
        var certificate = SelfSigned.certificate(pair);
        // Exactly this certificate is trusted: it proves possession of the secret, and nothing else does.
        return new Identity("nullroom-" + HexFormat.of().formatHex(keys.expand("cluster name", 16)),
            pair.getPrivate(), List.of(certificate), List.of(certificate));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw new SettingException(FILE.name()
                + " names a file that cannot be read; make one by: openssl rand -hex 32 > FILE.");
        }
    }
}
