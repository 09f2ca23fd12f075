package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is none is the client's fault, and nothing behind it is taken for a request (RFC 9112, 6 and 11.2). */
class BrokenBodiesTest {
    private static final String HANDSHAKE = "/handshakes/" + "0a".repeat(32);
    private static final String HIDDEN = "POST " + HANDSHAKE + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"blob\":\"QUFB\"}";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n0\r\n\r\n", "2;\nx\r\n{}\r\n0\r\n\r\n",
        "ffffffffffffffff\r\n{}\r\n0\r\n\r\n", "2 \n{}\n0\n\n"})
    void chunksThatAreNoneEndTheConnection(String chunks) throws IOException {
        assertEquals("", gateway.sendRaw(post("Transfer-Encoding: chunked\r\n") + chunks + HIDDEN));
        assertNothingFollowed();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 0\r\nContent-Length: 5\r\n", "Content-Length: 0, 5\r\n", "Content-Length: +5\r\n",
        "Content-Length: -5\r\n", "Content-Length: 0x5\r\n", "Content-Length : 5\r\n",
        "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: identity\r\n", "Transfer-Encoding: \"chunked\"\r\n", "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"})
    void aBodyWithNoCertainEndIsRefusedAndEndsTheConnection(String lines) throws IOException {
        var answer = gateway.sendRaw(post(lines) + "0\r\n\r\n" + HIDDEN);
        assertEquals(1, answers(answer), answer);
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertNothingFollowed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 5\r\n", "Content-Length: 2\r\n"})
    void whatFollowsChunksIsNotTakenForARequest(String length) throws IOException {
        var answer = gateway.sendRaw(post(length + "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n" + HIDDEN);
        assertEquals(1, answers(answer), answer);
        assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
        assertNothingFollowed();
    }

    @Test
    void whatFollowsABodyOfAKnownLengthIs() throws IOException {
        assertEquals(2, answers(gateway.sendRaw(post("Content-Length: 2\r\n") + "{}" + HIDDEN)));
        assertEquals(200, gateway.get(HANDSHAKE).statusCode());
    }

    /** What a request that was taken would have left behind. */
    private void assertNothingFollowed() {
        assertEquals(404, gateway.get(HANDSHAKE).statusCode());
    }

    private static String post(String lines) {
        return "POST /rooms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + lines + "\r\n";
    }

    private static int answers(String all) {
        return all.split("HTTP/1\\.1 ", -1).length - 1;
    }
}
