package io.nullroom.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/** The headers of every answer: the page may run and reach what this server has, and nothing else. */
final class SecurityHeaders {
    private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence STRICT = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final String SCRIPTS = "script-src 'self'";
    /** In bytes already, as they are sent with every answer. */
    private static final List<Header> FIXED = List.of(
        header("X-Content-Type-Options", "nosniff"),
        header("X-Frame-Options", "DENY"),
        header("Referrer-Policy", "no-referrer"),
        header("Cross-Origin-Opener-Policy", "same-origin"),
        header("Cross-Origin-Embedder-Policy", "require-corp"),
        header("Cross-Origin-Resource-Policy", "same-origin"),
        header("Permissions-Policy", "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), "
            + "clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), "
            + "gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
            + "payment=(), serial=(), usb=(), xr-spatial-tracking=()"));

    private record Header(CharSequence name, CharSequence value) {
    }

    private SecurityHeaders() {
    }

    /** Puts them into {@code response}; {@code origin} is empty where the request names no host that can be one. */
    static void put(HttpServerResponse response, Optional<Origin> origin) {
        FIXED.forEach(header -> response.putHeader(header.name(), header.value()));
        response.putHeader(POLICY, contentSecurityPolicy(origin));
        // RFC 6797, 7.2: not over plain HTTP. Subdomains are not ours to speak for.
        origin.filter(Origin::secure).ifPresent(tls -> response.putHeader(STRICT, A_YEAR));
    }

    private static Header header(String name, String value) {
        return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    /** Lets the page in this answer run the scripts that stand in it, named by their digests, beside those of files. */
    static void allowScripts(HttpServerResponse response, List<String> digests) {
        if (!digests.isEmpty()) {
            var policy = response.headers().get(POLICY);
            response.putHeader(POLICY, policy.replace(SCRIPTS, SCRIPTS + " " + String.join(" ", digests)));
        }
    }

    /**
     * The WebSocket origin is named too: not every browser takes it for 'self' (CSP Level 3, 6.7.2.8). The one policy
     * for trusted types gives out the address of the one script that runs in a worker.
     */
    private static String contentSecurityPolicy(Optional<Origin> origin) {
        return "default-src 'none'; " + SCRIPTS + "; style-src 'self'; img-src 'self' blob:; connect-src 'self'"
            + origin.map(known -> " " + known.webSocket()).orElse("")
            + "; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types nullroom-worker";
    }
}
