package io.nullroom.contracts;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's side of the handshake of a WebSocket (RFC 6455, 4.2), with the cable's subprotocol: a gateway's for its
 * clients, and a signaling instance's for those that come without one.
 */
public final class CableHandshake {
    /** The one subprotocol; it is chosen where it is offered. */
    public static final String SUBPROTOCOL = "actioncable-v1-json";
    /** The one version that there is (RFC 6455, 4.1). */
    public static final String VERSION = "13";
    /** What is said to a client first, once the handshake is over, and never again on its socket. */
    public static final String WELCOME = "{\"type\":\"welcome\"}";

    /** Any 16 bytes. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private CableHandshake() {
    }

    /** What is wrong with a request for a socket, where something is; the answer then has the version that is known. */
    public static Optional<Failure> faultOf(HttpServerRequest request) {
        if (!VERSION.equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            switchProtocols(request).set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
            return Optional.of(Failure.UPGRADE_REQUIRED);
        }
        if (!KEY.matcher(String.valueOf(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY))).matches()
            || hasBody(request) || isToBeClosed(request)) {
            return Optional.of(Failure.INVALID_REQUEST);
        }
        var offered = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        return offered.isEmpty() || offersOurs(request) ? Optional.empty()
            : Optional.of(Failure.UNSUPPORTED_SUBPROTOCOL);
    }

    /** Answers a request that nothing is wrong with; {@link Upgrade} then makes its connection of {@code handlers}. */
    public static Future<Void> accept(HttpServerRequest request, ChannelHandler... handlers) {
        var headers = switchProtocols(request)
            .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, answer(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY)));
        if (offersOurs(request)) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL);
        }
        return Upgrade.of(request, handlers);
    }

    /** What whoever asks with that key is answered with, and nobody else. */
    public static String answer(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static MultiMap switchProtocols(HttpServerRequest request) {
        return request.response().headers()
            .set(HttpHeaderNames.CONNECTION, "Upgrade").set(HttpHeaderNames.UPGRADE, "websocket");
    }

    /** It would be waited for, or its bytes be taken for frames. */
    private static boolean hasBody(HttpServerRequest request) {
        var headers = request.headers();
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
            || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
            && !headers.contains(HttpHeaderNames.CONTENT_LENGTH, "0", false);
    }

    private static boolean isToBeClosed(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaderNames.CONNECTION).stream().anyMatch("close"::equalsIgnoreCase);
    }

    private static boolean offersOurs(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .anyMatch(protocol -> protocol.strip().equals(SUBPROTOCOL));
    }
}
