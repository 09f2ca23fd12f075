package io.nullroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** Files of bytes that no other file has. */
final class RandomFile {
    private static final int PIECE = 1024 * 1024;

    private RandomFile() {
    }

    /** Writes one of that size. */
    static Path write(Path file, int size) {
        var random = new Random(size);
        var piece = new byte[PIECE];
        try (var out = Files.newOutputStream(file)) {
            for (int left = size; left > 0; left -= PIECE) {
                random.nextBytes(piece);
                out.write(piece, 0, Math.min(left, PIECE));
            }
            return file;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** SHA-256 of what is in it. */
    static byte[] hash(Path file) {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                digest.update(piece);
            }
            return digest.digest();
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
