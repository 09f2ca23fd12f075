package io.nullroom.web;

import io.nullroom.contracts.Asset;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes a file ready to be sent: its media type, its entity tag and its compressed form, once and for all answers. */
final class AssetMaker {
    private static final Pattern IMPORT_MAP =
        Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private AssetMaker() {
    }

    static Asset make(String path, byte[] bytes) throws IOException {
        var mediaType = MediaTypes.of(path).orElseThrow(() ->
            new IOException("No media type is known for " + path + ": add its suffix to MediaTypes."));
        var gzip = gzip(bytes);
        var etag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes)) + '"';
        var compressed = gzip.length < bytes.length ? Buffer.buffer(gzip) : Buffer.buffer();
        return new Asset(path, mediaType, etag, Buffer.buffer(bytes), compressed,
            mediaType.startsWith("text/html") ? inlineScripts(bytes) : List.of());
    }

    /** Only import maps: there is no way to serve one as a file of its own, and every other script is one. */
    private static List<String> inlineScripts(byte[] page) {
        return IMPORT_MAP.matcher(new String(page, StandardCharsets.UTF_8)).results()
            .map(script -> sha256(script.group(1).getBytes(StandardCharsets.UTF_8)))
            .map(digest -> "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
            .toList();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream(bytes.length);
        try (var gzip = new Densest(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
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
