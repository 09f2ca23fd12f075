package io.nullroom.peer;

import java.security.SecureRandom;

/** Where random bytes come from: a CSPRNG in life, a script where known answers are checked. */
@FunctionalInterface
interface Entropy {

    /** That many bytes that nobody can foretell. */
    byte[] bytes(int length);

    /** The operating system's. */
    static Entropy system() {
        var random = new SecureRandom();
        return length -> {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
