package io.nullroom.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of TURN as asks for a relay: Allocate over UDP with long-term credentials (RFC 8656, section 7). */
final class TurnClient {
    /** What {@link #allocate} says of a relay that was given. */
    static final int GIVEN = 0;
    private static final int HEADER = 20;
    private static final int COOKIE = 0x2112A442;
    private static final int ALLOCATE = 0x0003;
    private static final int SUCCESS = 0x0103;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int REQUESTED_TRANSPORT = 0x0019;
    private static final byte[] UDP = {17, 0, 0, 0};

    private final InetSocketAddress server;

    /** A client of the server there. */
    TurnClient(String address, int port) {
        server = new InetSocketAddress(address, port);
    }

    /** Asks for a relay; {@link #GIVEN}, or the code of the error. */
    int allocate(String username, String credential) {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            socket.connect(server);
            var challenge = ask(socket, message(Map.of(REQUESTED_TRANSPORT, UDP)));
            var realm = challenge.get(REALM);
            Map<Integer, byte[]> attributes = new HashMap<>(Map.of(REQUESTED_TRANSPORT, UDP,
                USERNAME, bytes(username), REALM, realm, NONCE, challenge.get(NONCE)));
            var key = MessageDigest.getInstance("MD5").digest(
                bytes(username + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + credential));
            var answer = ask(socket, signed(message(attributes), key));
            var error = answer.get(ERROR_CODE);
            return error == null ? GIVEN : error[2] * 100 + error[3];
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<Integer, byte[]> ask(DatagramSocket socket, byte[] question) throws IOException {
        socket.send(new DatagramPacket(question, question.length));
        var packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        var answer = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        Map<Integer, byte[]> attributes = new HashMap<>();
        answer.position(HEADER);
        while (answer.remaining() >= 4) {
            int type = answer.getShort();
            var value = new byte[answer.getShort()];
            answer.get(value).position(Math.min(answer.limit(), answer.position() + padding(value.length)));
            attributes.put(type, value);
        }
        if (answer.getShort(0) != SUCCESS && !attributes.containsKey(ERROR_CODE)) {
            throw new IOException("neither a relay nor an error");
        }
        return attributes;
    }

    private static byte[] message(Map<Integer, byte[]> attributes) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var attribute : attributes.entrySet()) {
            body.write(attribute(attribute.getKey(), attribute.getValue()));
        }
        return ByteBuffer.allocate(HEADER + body.size()).putShort((short) ALLOCATE).putShort((short) body.size())
            .putInt(COOKIE).put(Arrays.copyOf(bytes("nullroomtest"), 12)).put(body.toByteArray()).array();
    }

    /** With the length as if the signature were there already (RFC 8489, section 14.5). */
    private static byte[] signed(byte[] message, byte[] key) throws GeneralSecurityException {
        ByteBuffer.wrap(message).putShort(2, (short) (message.length - HEADER + 24));
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        return ByteBuffer.allocate(message.length + 24).put(message)
            .put(attribute(MESSAGE_INTEGRITY, mac.doFinal(message))).array();
    }

    private static byte[] attribute(int type, byte[] value) {
        return ByteBuffer.allocate(4 + value.length + padding(value.length))
            .putShort((short) type).putShort((short) value.length).put(value).array();
    }

    private static int padding(int length) {
        return -length & 3;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
