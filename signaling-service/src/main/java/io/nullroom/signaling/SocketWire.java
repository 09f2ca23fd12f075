package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/** A {@link Wire} that is a WebSocket of Vert.x; used on the socket's event loop only. */
final class SocketWire implements Wire {
    /** How much may wait for a client to read it; 64 of the largest messages would be 4 MiB a socket. */
    private static final int UNREAD_BYTES = 256 * 1024;

    private final ServerWebSocket socket;
    private final Optional<String> gateway;

    /** The side of {@code socket} that is not here; {@code gateway} has passed it on, where one has. */
    SocketWire(ServerWebSocket socket, Optional<String> gateway) {
        this.socket = socket.setWriteQueueMaxSize(UNREAD_BYTES);
        this.gateway = gateway;
    }

    @Override
    public boolean cameBy(String name) {
        return gateway.equals(Optional.of(name));
    }

    @Override
    public void send(String text) {
        // A write that fails is a socket that closes, and its close handler says so.
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public boolean congested() {
        return !socket.isClosed() && socket.writeQueueFull();
    }

    @Override
    public void ping() {
        if (!socket.isClosed()) {
            socket.writePing(Buffer.buffer());
        }
    }

    @Override
    public void pause() {
        if (!socket.isClosed()) {
            socket.pause();
        }
    }

    @Override
    public void resume() {
        if (!socket.isClosed()) {
            socket.resume();
        }
    }

    @Override
    public void end(Failure reason) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(ServerMessages.disconnect(reason));
            // The client's own close frame has to be read, or the socket lingers.
            socket.resume();
            socket.close((short) reason.closeCode(), reason.code());
        }
    }
}
