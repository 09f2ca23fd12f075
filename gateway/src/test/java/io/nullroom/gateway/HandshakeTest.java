package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.CableHandshake;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an instance is asked with, and what of all that may answer is an instance that has taken the socket. */
class HandshakeTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void onlyAnAnswerToThisOneHandshakeIsOne() {
        var handshake = handshake("10.0.0.1");
        var other = handshake("10.0.0.1");
        assertNotEquals(handshake.key(), other.key());
        assertTrue(handshake.isAcceptedBy(answer(101, handshake)));
        assertFalse(handshake.isAcceptedBy(answer(101, other)));
        assertFalse(handshake.isAcceptedBy(answer(200, handshake)));
    }

    @Test
    void anAddressOfIpv6StandsInBrackets() {
        assertEquals("[fd00::1]:8081", handshake("fd00::1").request().headers().get("Host"));
    }

    private Handshake handshake(String host) {
        var leg = new Leg((ContextInternal) vertx.getOrCreateContext());
        new EmbeddedChannel(leg);
        var socket = new PassedSocket(leg, new Memory(new Memory.Total(1000)), moved -> { });
        return Handshake.of(socket, "gateway", new AnnounceInstance("one", host, 8081, 0, true));
    }

    private static DefaultFullHttpResponse answer(int status, Handshake to) {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        answer.headers().set("Sec-WebSocket-Accept", CableHandshake.answer(to.key()));
        return answer;
    }
}
