package io.nullroom.gateway;

import static io.vertx.core.http.HttpHeaders.ACCEPT_ENCODING;
import static io.vertx.core.http.HttpHeaders.CACHE_CONTROL;
import static io.vertx.core.http.HttpHeaders.CONTENT_ENCODING;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;
import static io.vertx.core.http.HttpHeaders.ETAG;
import static io.vertx.core.http.HttpHeaders.IF_NONE_MATCH;
import static io.vertx.core.http.HttpHeaders.VARY;

import io.nullroom.contracts.Asset;
import io.vertx.core.http.HttpServerRequest;
import java.util.stream.Stream;

/**
 * A file of the site on its way to a browser.
 *
 * @param asset the file
 * @param kept whether browsers may keep it and ask whether it has changed; otherwise they may not store it
 */
record SiteFile(Asset asset, boolean kept) {

    /** A file that browsers may keep. */
    static SiteFile kept(Asset asset) {
        return new SiteFile(asset, true);
    }

    /** A file that is never kept: that it was served says something about a room. */
    static SiteFile fresh(Asset asset) {
        return new SiteFile(asset, false);
    }

    /** Answers with the file, plain or compressed, or with 304 to a browser that has it. */
    void send(HttpServerRequest request, int status) {
        boolean compressed = asset.gzip().length() > 0 && prefersGzip(request);
        // Another encoding is another representation, so it has a tag of its own (RFC 9110, 8.8.3.3).
        var etag = compressed ? asset.etag().replaceFirst("\"$", "-gzip\"") : asset.etag();
        var headers = request.response().headers()
            .set(CACHE_CONTROL, kept ? "no-cache" : Answers.NO_STORE)
            .add(VARY, "Accept-Encoding");
        if (kept) {
            headers.set(ETAG, etag);
        }
        if (kept && hasIt(request, etag)) {
            request.response().setStatusCode(304).end();
            return;
        }
        SecurityHeaders.allowScripts(request.response(), asset.inlineScripts());
        headers.set(CONTENT_TYPE, asset.mediaType());
        if (compressed) {
            headers.set(CONTENT_ENCODING, "gzip");
        }
        Answers.send(request, status, compressed ? asset.gzip() : asset.plain());
    }

    private static boolean prefersGzip(HttpServerRequest request) {
        var lines = request.headers().getAll(ACCEPT_ENCODING);
        // Who says nothing may not understand it; identity needs no naming to be welcome (RFC 9110, 12.5.3).
        return !lines.isEmpty() && Accept.of(lines).takes("gzip") && !Accept.of(lines).prefers("identity", "gzip");
    }

    private static boolean hasIt(HttpServerRequest request, String etag) {
        return request.headers().getAll(IF_NONE_MATCH).stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
