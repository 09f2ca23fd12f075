package io.nullroom.gateway;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.CableHandshake;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.SendAway;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an instance is asked with to take a socket (RFC 6455, 4.1).
 *
 * <p>Nothing of what the client has said in its own handshake is in it: whose page it is and how many sockets an
 * address has was looked at here; addresses, cookies and all else go no further.
 *
 * @param key what only an answer to this one request can be made of
 * @param request all of it
 */
record Handshake(String key, FullHttpRequest request) {
    private static final int KEY_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One of the gateway of that name. */
    static Handshake of(PassedSocket socket, String gateway, AnnounceInstance instance) {
        var random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        var key = Base64.getEncoder().encodeToString(random);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/cable");
        request.headers()
            .set(HttpHeaderNames.HOST, NetUtil.toSocketAddressString(instance.host(), instance.port()))
            .set(HttpHeaderNames.CONNECTION, "Upgrade")
            .set(HttpHeaderNames.UPGRADE, "websocket")
            .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, CableHandshake.VERSION)
            .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key)
            .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, CableHandshake.SUBPROTOCOL)
            .set(SendAway.HEADER, gateway)
            .set(Passage.HEADER, socket.passage().secret());
        socket.continuation().ifPresent(known -> request.headers().set(Continuation.HEADER, known.text()));
        return new Handshake(key, request);
    }

    /** Whether it is answered by an instance that has taken the socket. */
    boolean isAcceptedBy(FullHttpResponse response) {
        return response.decoderResult().isSuccess()
            && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
            && CableHandshake.answer(key).equals(response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT));
    }

    @Override
    public String toString() {
        return "Handshake[hidden]";
    }
}
