package io.nullroom.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that speaks frames of HTTP/2 (RFC 9113), for what no library would send. */
final class Http2Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int INDEXED = 0x80;
    private static final int STATUS_400 = 12;
    private static final byte[] GET = fields(":method", "GET", ":scheme", "https", ":path", "/", ":authority", "a");
    private static final byte[] POST = fields(":method", "POST", ":scheme", "https", ":path", "/rooms",
        ":authority", "a", "content-type", "application/json", "content-length", "2");

    private final SSLSocket socket;
    private final DataInputStream in;

    private Http2Client(SSLSocket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    static Http2Client connect(int port) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return new Http2Client((SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A whole request. */
    Http2Client request(int stream) {
        return send(HEADERS, END_STREAM | END_HEADERS, stream, GET);
    }

    /** A request to be a tunnel to another host, as it is made of a proxy (8.5). */
    Http2Client requestTunnel(int stream) {
        return send(HEADERS, END_HEADERS, stream, fields(":method", "CONNECT", ":authority", "a:443"));
    }

    /** A request whose body is still to come. */
    Http2Client requestWithBody(int stream) {
        return send(HEADERS, END_HEADERS, stream, POST);
    }

    /** A request whose headers are still to come. */
    Http2Client beginRequest(int stream) {
        return send(HEADERS, END_STREAM, stream, GET);
    }

    /** More headers, and not the last ones. */
    Http2Client continueRequest(int stream) {
        return send(CONTINUATION, 0, stream, fields("x", "x".repeat(100)));
    }

    Http2Client reset(int stream) {
        return send(RST_STREAM, 0, stream, new byte[4]);
    }

    Http2Client windowUpdate(int stream, int bytes) {
        return send(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
    }

    Http2Client ping() {
        return send(PING, 0, 0, new byte[8]);
    }

    Http2Client acknowledgeSettings() {
        return send(SETTINGS, ACK, 0, new byte[0]);
    }

    /** Does {@code step} so many times, or until the server takes no more; tells whether that came first. */
    boolean isRefusedBefore(int times, IntConsumer step) {
        try {
            for (int count = 0; count < times; count++) {
                step.accept(count);
            }
            return false;
        } catch (UncheckedIOException closed) {
            return true;
        }
    }

    /** Whether the answer on that stream is that the request is none: by its place in the table of RFC 7541. */
    boolean isAnsweredThatItIsNone(int stream) {
        return (await(HEADERS, stream) >>> 16 & 0xff) == (INDEXED | STATUS_400);
    }

    /** The code with which the server resets that stream. */
    int awaitReset(int stream) {
        return await(RST_STREAM, stream);
    }

    /** The code with which the server ends the connection. */
    int awaitGoAway() {
        return await(GOAWAY, 0);
    }

    /** Waits until a ping is answered, and with it all that was sent before. */
    void awaitPing() {
        await(PING, 0);
    }

    /** Reads until the server closes; fails where it does not. */
    void awaitClose() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the server does not close", open);
        } catch (IOException reset) {
            return;
        }
    }

    private int await(int type, int stream) {
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int kind = in.readUnsignedByte();
                in.readUnsignedByte();
                int about = in.readInt();
                var payload = ByteBuffer.wrap(in.readNBytes(length));
                if (kind == type && about == stream) {
                    // Before headers stands their priority (6.2), before a code the last stream (6.8).
                    return payload.getInt(type == GOAWAY || type == HEADERS ? 4 : 0);
                }
            }
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private Http2Client send(int type, int flags, int stream, byte[] payload) {
        var frame = ByteBuffer.allocate(9 + payload.length).putInt(payload.length << 8 | type).put((byte) flags)
            .putInt(stream).put(payload);
        try {
            socket.getOutputStream().write(frame.array());
            return this;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Names and values in turn, as literals that are not to be remembered (RFC 7541, 6.2.2). */
    private static byte[] fields(String... texts) {
        var block = new ByteArrayOutputStream();
        for (int at = 0; at < texts.length; at++) {
            if (at % 2 == 0) {
                block.write(0);
            }
            block.write(texts[at].length());
            block.writeBytes(texts[at].getBytes(StandardCharsets.US_ASCII));
        }
        return block.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Whom the tests ask is not what they are about. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
