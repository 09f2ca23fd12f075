package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Mark;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/** A {@link Wire} that is a WebSocket of Vert.x; used on the socket's event loop only. */
final class SocketWire implements Wire {
    /** How much may wait for a client to read it; 64 of the largest messages would be 4 MiB a socket. */
    private static final int UNREAD_BYTES = 256 * 1024;

    private final ServerWebSocket socket;
    private final Optional<Passage> passage;

    /** The side of {@code socket} that is not here; where a gateway passes it on, it is told how the client stands. */
    SocketWire(ServerWebSocket socket, Optional<Passage> passage) {
        this.socket = socket.setWriteQueueMaxSize(UNREAD_BYTES);
        this.passage = passage;
    }

    @Override
    public void send(String text) {
        // A write that fails is a socket that closes, and its close handler says so.
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public void send(Standing after, String text) {
        tell(new Mark.WithNext(after));
        send(text);
    }

    @Override
    public void mark(Standing standing) {
        tell(new Mark.AtOnce(standing));
    }

    @Override
    public void moveOn() {
        tell(new Mark.MoveOn());
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

    /** By a frame that RFC 6455 (5.5.3) has everybody ignore who has not asked for it. */
    private void tell(Mark mark) {
        passage.filter(known -> !socket.isClosed())
            .ifPresent(known -> socket.writePong(Buffer.buffer(known.payload(mark))));
    }
}
