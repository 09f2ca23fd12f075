package io.nullroom.gateway;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.SendAway;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/**
 * What of a WebSocket handshake goes through the gateway (RFC 6455, 4.1 and 4.2.2): the headers that make it one. Whose
 * page it is and how many sockets an address has was looked at here; addresses, cookies and all else go no further.
 */
final class Handshake {
    private static final String WEBSOCKET = "sec-websocket-";
    private static final Set<String> REFUSAL = Set.of("content-type", "retry-after", "cache-control");

    private Handshake() {
    }

    /** Fills in what an instance is asked with by the gateway of that name, be it a socket's first or a later one. */
    static void request(PassedSocket socket, String gateway, MultiMap headers) {
        copyWebSocket(socket.upgrade().headers(), headers);
        headers.set(SendAway.HEADER, gateway).set(Passage.HEADER, socket.passage().secret());
        socket.continuation().ifPresent(known -> headers.set(Continuation.HEADER, known.text()));
        switchProtocols(headers);
    }

    /** Fills in what the client is answered with, beside what the gateway itself says. */
    static void response(HttpClientResponse answer, MultiMap headers) {
        copyWebSocket(answer.headers(), headers);
        answer.headers().forEach((name, value) -> {
            if (REFUSAL.contains(name.toLowerCase(Locale.ROOT))) {
                headers.set(name, value);
            }
        });
        if (answer.statusCode() == 101 || answer.statusCode() == 426) {
            switchProtocols(headers);
        }
    }

    /** Leaves of what client and gateway have said only what another instance would have to know. */
    static void forget(HttpServerRequest upgrade) {
        var said = upgrade.headers();
        Set.copyOf(said.names()).stream().filter(name -> !isWebSocket(name)).forEach(said::remove);
        upgrade.response().headers().clear();
    }

    private static void copyWebSocket(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> {
            if (isWebSocket(name)) {
                to.add(name, value);
            }
        });
    }

    private static boolean isWebSocket(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(WEBSOCKET);
    }

    private static void switchProtocols(MultiMap headers) {
        headers.set(HttpHeaders.CONNECTION, "Upgrade").set(HttpHeaders.UPGRADE, "websocket");
    }
}
