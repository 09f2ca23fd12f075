package io.nullroom.contracts;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * One file of the web site, ready to be sent.
 *
 * @param path below the site's root, without a leading slash: {@code js/room.js}
 * @param mediaType for Content-Type
 * @param etag a strong entity tag with its quotes (RFC 9110, 8.8.3), of the plain bytes
 * @param plain the file as it is in the repository
 * @param gzip the same, compressed; empty where that would not be smaller
 * @param inlineScripts the scripts that stand in it, as sources of a content security policy:
 *     {@code 'sha256-…'} (CSP Level 3, 2.3.1)
 */
public record Asset(
    String path, String mediaType, String etag, Buffer plain, Buffer gzip, List<String> inlineScripts) {

    /** A file without inline scripts. */
    public Asset(String path, String mediaType, String etag, Buffer plain, Buffer gzip) {
        this(path, mediaType, etag, plain, gzip, List.of());
    }
}
