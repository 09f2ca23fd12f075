package io.nullroom.signaling;

import java.io.ByteArrayOutputStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of the cable that speaks frames (RFC 6455, 5.2), for what no library would send. */
final class RawSocket implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xa;
    static final int LAST = 0x80;
    /** That of the RFC's example (1.3). */
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;

    /** What has come: the first byte of a frame, and its payload. */
    record Frame(int head, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** Of a close; 1005 where there is none (7.4.1). */
        int code() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawSocket connect(int port) throws IOException {
        return new RawSocket(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** A request for a socket, with more header lines. */
    static String upgrade(String moreLines) {
        return request(KEY, VERSION + moreLines);
    }

    /** What may be no request for a socket, since nothing in it is as it has to be but what is given. */
    static String request(String key, String moreLines) {
        return "GET /cable HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Key: " + key + "\r\n" + moreLines + "\r\n";
    }

    RawSocket write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    void writeUnchecked(byte[] bytes) {
        try {
            write(bytes);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    RawSocket write(String ascii) throws IOException {
        return write(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes, and breaks the connection off without having read. */
    void reset(String ascii) throws IOException {
        write(ascii);
        // So that closing resets it.
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Sends a frame, masked as a client has to. */
    RawSocket send(int head, byte[] payload) throws IOException {
        return write(frame(head, payload));
    }

    RawSocket send(int head, String payload) throws IOException {
        return send(head, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] frame(int head, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(head);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(MASK);
        for (int at = 0; at < payload.length; at++) {
            frame.write(payload[at] ^ MASK[at % MASK.length]);
        }
        return frame.toByteArray();
    }

    /** Waits for no answer longer than that. */
    RawSocket patience(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        return this;
    }

    /** The head of the answer to a request. */
    String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** The next frame. */
    Frame read() throws IOException {
        int head = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long all = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        return new Frame(head, in.readNBytes((int) all));
    }

    /** The next frame of that kind; what comes before it is left out. */
    Frame read(int opcode) throws IOException {
        var frame = read();
        while (frame.head() != (LAST | opcode)) {
            frame = read();
        }
        return frame;
    }

    /** All that comes until the server closes. */
    String readToTheEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Whether the server has closed, and nothing else has come. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
