package io.nullroom.web;

import java.util.Map;
import java.util.Optional;

/**
 * Which media type a file of the site has, by its suffix; browsers are told not to guess, so the list is closed.
 *
 * <p>Text is UTF-8 throughout. A name without a suffix, such as {@code LICENSE}, is plain text.
 */
final class MediaTypes {
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
    private static final Map<String, String> BY_SUFFIX = Map.ofEntries(
        Map.entry("html", "text/html; charset=utf-8"),
        Map.entry("css", "text/css; charset=utf-8"),
        Map.entry("js", "text/javascript; charset=utf-8"),
        Map.entry("mjs", "text/javascript; charset=utf-8"),
        Map.entry("txt", PLAIN_TEXT),
        Map.entry("md", "text/markdown; charset=utf-8"),
        Map.entry("json", "application/json"),
        Map.entry("webmanifest", "application/manifest+json"),
        Map.entry("svg", "image/svg+xml; charset=utf-8"),
        Map.entry("png", "image/png"),
        Map.entry("jpg", "image/jpeg"),
        Map.entry("webp", "image/webp"),
        Map.entry("ico", "image/x-icon"),
        Map.entry("woff2", "font/woff2"),
        Map.entry("wasm", "application/wasm"));

    private MediaTypes() {
    }

    /** The media type for Content-Type; empty where the suffix is not on the list. */
    static Optional<String> of(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.of(PLAIN_TEXT) : Optional.ofNullable(BY_SUFFIX.get(name.substring(dot + 1)));
    }
}
