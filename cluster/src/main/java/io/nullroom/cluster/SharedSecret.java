package io.nullroom.cluster;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Secret;
import io.nullroom.contracts.SecretSetting;
import io.nullroom.contracts.SettingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The secret that all members share: whoever has it can make the one key that they all trust. */
final class SharedSecret {
    static final SecretSetting SECRET = SecretSetting.named("NULLROOM_CLUSTER_SECRET", "text of 32 characters or more",
        "What only the processes of the cluster know, the same for all, such as one by: openssl rand -hex 32.");

    private static final int LEAST_LENGTH = 32;
    /** 32 random hex digits have fewer different ones than this about once in ten million times. */
    private static final int LEAST_DIFFERENT = 8;
    private static final byte[] SALT = "nullroom cluster 1".getBytes(StandardCharsets.UTF_8);

    private SharedSecret() {
    }

    /** The identity that follows from the secret, where one is set. */
    static Optional<Identity> from(Environment environment) {
        return SECRET.read(environment).map(Secret::value).map(SharedSecret::identity);
    }

    private static Identity identity(String secret) {
        if (secret.length() < LEAST_LENGTH || secret.chars().distinct().count() < LEAST_DIFFERENT) {
            throw new SettingException(SECRET.names() + " must hold at least " + LEAST_LENGTH
                + " characters that nobody can guess; make some by: openssl rand -hex 32.");
        }
        var keys = Hkdf.extract(SALT, secret.getBytes(StandardCharsets.UTF_8));
        var pair = Ed25519.keyPair(keys.expand("member key", Ed25519.SEED_BYTES));
        var certificate = SelfSigned.certificate(pair);
        // Exactly this certificate is trusted: it proves possession of the secret, and nothing else does.
        return new Identity("nullroom-" + HexFormat.of().formatHex(keys.expand("cluster name", 16)),
            pair.getPrivate(), List.of(certificate), List.of(certificate));
    }
}
