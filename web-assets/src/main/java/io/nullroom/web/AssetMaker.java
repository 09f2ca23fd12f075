package io.nullroom.web;

import io.nullroom.contracts.Asset;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes a file ready to be sent: its media type, its entity tag and its compressed form, once and for all answers. */
final class AssetMaker {

    private AssetMaker() {
    }

    static Asset make(String path, byte[] bytes) throws IOException {
        var mediaType = MediaTypes.of(path).orElseThrow(() ->
            new IOException("No media type is known for " + path + ": add its suffix to MediaTypes."));
        var gzip = gzip(bytes);
        return new Asset(path, mediaType, '"' + sha256(bytes) + '"', Buffer.buffer(bytes),
            gzip.length < bytes.length ? Buffer.buffer(gzip) : Buffer.buffer());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream(bytes.length);
        try (var gzip = new Densest(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Level 9: done once a start, sent ever after. */
    private static final class Densest extends GZIPOutputStream {
        Densest(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
