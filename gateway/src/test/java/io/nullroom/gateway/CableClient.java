package io.nullroom.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Clients of a gateway's cable, who hear everything from the first message on. */
final class CableClient {
    static final String SENT_AWAY =
        "{\"type\":\"disconnect\",\"reason\":\"server_restart\",\"reconnect\":true}";
    static final String WELCOME = "{\"type\":\"welcome\"}";

    private final TestGateway gateway;
    /** Kept: one that nobody holds is closed with all its sockets. */
    private final WebSocketClient client;

    CableClient(TestGateway gateway) {
        this.gateway = gateway;
        client = gateway.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(2000));
    }

    /** A socket, and what its client has heard and not taken yet. */
    record Visitor(WebSocket socket, BlockingQueue<String> heard) {

        Visitor says(String text) {
            TestGateway.await(socket.writeTextMessage(text));
            return this;
        }
    }

    /** One who was welcomed and has said nothing. */
    Visitor comes(WebSocketConnectOptions options) throws InterruptedException {
        var heard = new LinkedBlockingQueue<String>();
        var opening = client.webSocket();
        opening.textMessageHandler(heard::add);
        var visitor = new Visitor(TestGateway.await(opening.connect(options)), heard);
        var first = heard.take();
        if (!first.equals(WELCOME)) {
            throw new AssertionError("not welcomed: " + first);
        }
        return visitor;
    }

    Visitor comes() throws InterruptedException {
        return comes(options());
    }

    /** A socket whose client has said something, so that it is passed on. */
    Future<WebSocket> connect() {
        return connect(options());
    }

    Future<WebSocket> connect(WebSocketConnectOptions options) {
        return client.connect(options).compose(socket -> socket.writeTextMessage("hello").map(socket));
    }

    WebSocketConnectOptions options() {
        return new WebSocketConnectOptions().setHost(TestGateway.HOST).setPort(gateway.port()).setURI("/cable")
            .addSubProtocol("actioncable-v1-json");
    }

    /** One who asks and says something at once, and has read nothing yet. */
    Socket hasty() throws IOException {
        var socket = gateway.connect();
        var request = CableTest.handshake(gateway.authority(), "").getBytes(StandardCharsets.ISO_8859_1);
        socket.getOutputStream().write(Buffer.buffer(request).appendBytes(text("hello")).getBytes());
        return socket;
    }

    /** The next frame's text, which is short. */
    static String read(Socket socket) throws IOException {
        var in = socket.getInputStream();
        in.readNBytes(1);
        return new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
    }

    /** A frame of a short text, masked by zeros (RFC 6455, 5.3). */
    static byte[] text(String text) {
        var content = text.getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer().appendByte((byte) 0x81).appendByte((byte) (0x80 | content.length))
            .appendInt(0).appendBytes(content).getBytes();
    }
}
