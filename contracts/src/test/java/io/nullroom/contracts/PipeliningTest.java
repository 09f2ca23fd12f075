package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

/** What is asked for on a connection of HTTP/1.1 before what was asked for is answered. */
class PipeliningTest {
    private final EmbeddedChannel connection = new EmbeddedChannel(new Pipelining());

    @Test
    void someIsTaken() {
        ask(Pipelining.MOST);
        assertTrue(connection.isOpen());
        assertEquals(Pipelining.MOST, connection.inboundMessages().size());
    }

    @Test
    void whoAsksForMoreIsLetGoAndNothingOfItIsKept() {
        ask(Pipelining.MOST);
        var tooMuch = request();
        connection.writeOneInbound(tooMuch);
        assertFalse(connection.isOpen());
        assertEquals(Pipelining.MOST, connection.inboundMessages().size());
        assertEquals(0, tooMuch.refCnt());
    }

    @Test
    void whoWaitsForAnswersMayAskForEver() {
        for (int count = 0; count < 3 * Pipelining.MOST; count++) {
            ask(1);
            answer(HttpResponseStatus.OK);
        }
        assertTrue(connection.isOpen());
    }

    @Test
    void thatABodyMayComeIsNoAnswer() {
        ask(Pipelining.MOST);
        answer(HttpResponseStatus.CONTINUE);
        connection.writeOneInbound(request());
        assertFalse(connection.isOpen());
    }

    private void ask(int times) {
        for (int count = 0; count < times; count++) {
            connection.writeOneInbound(request());
        }
    }

    private void answer(HttpResponseStatus status) {
        connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private static DefaultFullHttpRequest request() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    }
}
