package io.nullroom.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A client that speaks bytes, for what no library would send, and for not reading what comes. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String UPGRADE = "GET /cable HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private final Socket socket;
    private final InputStream in;

    private RawClient(String source, int port) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(source), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, and says nothing. */
    static RawClient connect(int port) {
        return connectFrom("127.0.0.1", port);
    }

    /** Connects from that address, one of 127.0.0.0/8, and says nothing. */
    static RawClient connectFrom(String source, int port) {
        try {
            return new RawClient(source, port);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Asks for an upgrade of the cable, with more header lines, and reads the head of the answer. */
    static Head upgrade(int port, String moreHeaders) {
        try (var client = connect(port)) {
            return client.say(UPGRADE + moreHeaders + "\r\n").head();
        }
    }

    /** Asks for an upgrade, and leaves the answer and all that follows unread. */
    static RawClient upgradeWithoutReading(int port) {
        return connect(port).askForUpgrade();
    }

    /** Asks for an upgrade of the cable. */
    RawClient askForUpgrade() {
        return say(UPGRADE + "\r\n");
    }

    /** Says it to whoever may have closed. */
    void trySay(String text) {
        trySay(text.getBytes(StandardCharsets.UTF_8));
    }

    void trySay(byte[] bytes) {
        try {
            say(bytes);
        } catch (UncheckedIOException closed) {
            return;
        }
    }

    RawClient say(String text) {
        return say(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient say(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Sends a text frame; masked with zeros, which RFC 6455 (5.3) allows a client that has nothing to protect. */
    RawClient sayFrame(String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(payload.length + 8).put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload).flip();
        return say(Arrays.copyOf(frame.array(), frame.limit()));
    }

    /** The status line and headers of the answer. */
    Head head() {
        var lines = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return new Head(lines);
    }

    /** Reads until the server closes; fails where it does not. */
    void awaitClose() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            if (!reset.getMessage().contains("reset")) {
                throw new UncheckedIOException(reset);
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private String line() {
        var line = new StringBuilder();
        try {
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new AssertionError("the server closed in the middle of a line: " + line);
                }
                line.append((char) next);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return line.toString().strip();
    }

    /** What an answer begins with. */
    record Head(List<String> lines) {

        int status() {
            return Integer.parseInt(lines.get(0).split(" ")[1]);
        }

        /** All values of a header, by its lower-case name. */
        List<String> header(String name) {
            return lines.stream().skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip()).toList();
        }
    }
}
