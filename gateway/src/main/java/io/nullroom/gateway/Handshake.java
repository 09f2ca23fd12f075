package io.nullroom.gateway;

import io.netty.util.NetUtil;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.SendAway;
import io.nullroom.gateway.InstanceHandshake.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
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

    /** What an instance is asked with by the gateway of that name, be it a socket's first or a later one. */
    static MultiMap request(PassedSocket socket, String gateway, AnnounceInstance instance) {
        var headers = ofWebSocket(socket.handshake())
            .set(HttpHeaders.HOST, NetUtil.toSocketAddressString(instance.host(), instance.port()))
            .set(SendAway.HEADER, gateway).set(Passage.HEADER, socket.passage().secret());
        socket.continuation().ifPresent(known -> headers.set(Continuation.HEADER, known.text()));
        switchProtocols(headers);
        return headers;
    }

    /** Fills in what the client is answered with, beside what the gateway itself says. */
    static void response(Answer answer, MultiMap headers) {
        headers.addAll(ofWebSocket(answer.headers()));
        answer.headers().forEach(header -> {
            if (REFUSAL.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.set(header.getKey(), header.getValue());
            }
        });
        if (answer.isAccepted() || answer.status() == Failure.UPGRADE_REQUIRED.status()) {
            switchProtocols(headers);
        }
    }

    /** Those of the headers that are of a WebSocket's own, alone. */
    static MultiMap ofWebSocket(Iterable<Map.Entry<String, String>> headers) {
        var own = MultiMap.caseInsensitiveMultiMap();
        headers.forEach(header -> {
            if (isWebSocket(header.getKey())) {
                own.add(header.getKey(), header.getValue());
            }
        });
        return own;
    }

    private static boolean isWebSocket(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(WEBSOCKET);
    }

    private static void switchProtocols(MultiMap headers) {
        headers.set(HttpHeaders.CONNECTION, "Upgrade").set(HttpHeaders.UPGRADE, "websocket");
    }
}
