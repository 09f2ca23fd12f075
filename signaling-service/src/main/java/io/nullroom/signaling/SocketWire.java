package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A {@link Wire} that is a WebSocket of Vert.x; used on the socket's event loop only. */
final class SocketWire implements Wire {
    /** How much may wait for a client to read it; 64 of the largest messages would be 4 MiB a socket. */
    private static final int UNREAD_BYTES = 256 * 1024;

    private final ServerWebSocket socket;

    SocketWire(ServerWebSocket socket) {
        this.socket = socket.setWriteQueueMaxSize(UNREAD_BYTES);
    }

    @Override
    public void send(String text) {
        // A write that fails is a socket that closes, and its close handler says so.
        socket.writeTextMessage(text);
    }

    @Override
    public boolean congested() {
        return socket.writeQueueFull();
    }

    @Override
    public void ping() {
        socket.writePing(Buffer.buffer());
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public void end(Failure reason) {
        socket.writeTextMessage(ServerMessages.disconnect(reason));
        socket.resume();
        socket.close((short) reason.closeCode(), reason.code());
    }
}
