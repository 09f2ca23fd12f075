package io.nullroom.peer;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a nonce of 12 bytes and a tag of 16 (NIST SP 800-38D). */
final class Aead {
    /** Bytes that a ciphertext is longer than its text. */
    static final int TAG = 16;

    private Aead() {
    }

    /** Ciphertext and tag. */
    static byte[] seal(byte[] key, byte[] nonce, byte[] data, byte[] text) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, data).doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The text; empty unless it was sealed by this key, in this place. */
    static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] data, byte[] box) {
        if (box.length < TAG) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, data).doFinal(box));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] data) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(Byte.SIZE * TAG, nonce));
        cipher.updateAAD(data);
        return cipher;
    }
}
