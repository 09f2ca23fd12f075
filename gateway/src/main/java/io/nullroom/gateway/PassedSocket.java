package io.nullroom.gateway;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Mark;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client's WebSocket, which outlives the signaling instance that has it.
 *
 * <pre>
 * client ══ frames ══▶ memory ══▶ instance      what was said of late, for the instance that comes next
 *        ◀══ whole messages ══════ instance
 *                     standing ◀── marks        what it has to know
 * </pre>
 *
 * <p>The client gets whole messages alone, so that the one that was under way when an instance died can be left out;
 * and both get them no faster than they read. On its event loop only.
 */
final class PassedSocket {
    /** In beats: who stays with an instance for longer has come to rest there. */
    private static final int REST = 2;
    /** Who is passed around that often without rest is left to come back by itself. */
    private static final int MOST_HOPS = 4;
    /** In bytes: what the cable takes of a client in a message (protocol.md, L1). */
    private static final int MOST_SAID = 65_536;
    /** In bytes: the longest frame of an instance. */
    private static final int MOST_HEARD = 131_072;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final Passage passage = Passage.random();
    private final HttpServerRequest upgrade;
    private final Consumer<PassedSocket> mover;
    private final Memory memory;
    private final Frames said = new Frames(MOST_SAID);
    private Frames heard = new Frames(MOST_HEARD);
    private Buffer message = Buffer.buffer();
    private Optional<Standing> next = Optional.empty();
    private Optional<NetSocket> client = Optional.empty();
    private Optional<HttpConnection> onward = Optional.empty();
    private String instance = "";
    private boolean joined;
    private int beats;
    private int hops;
    private boolean ending;

    /** The socket that a client asks for; {@code mover} finds it another instance where its own wants that. */
    PassedSocket(HttpServerRequest upgrade, Memory memory, Consumer<PassedSocket> mover) {
        this.upgrade = upgrade;
        this.memory = memory;
        this.mover = mover;
    }

    HttpServerRequest upgrade() {
        return upgrade;
    }

    Passage passage() {
        return passage;
    }

    Memory memory() {
        return memory;
    }

    /** Whether the handshake is over, so that the client need not know of any other. */
    boolean isOpen() {
        return client.isPresent();
    }

    /** Whether an instance has it, and is not only asked. */
    boolean isJoined() {
        return joined;
    }

    /** The name of the instance that has it, or is asked; empty while there is none. */
    String instance() {
        return onward.isPresent() ? instance : "";
    }

    /** An instance is asked on that connection. */
    void asks(String name, HttpConnection connection) {
        instance = name;
        onward = Optional.of(connection);
    }

    /** Whether it goes by that connection. */
    boolean goesBy(HttpConnection connection) {
        return onward.filter(connection::equals).isPresent();
    }

    /** Leaves the instance that it is with, or asks, where there is one. */
    void leave() {
        var left = onward;
        onward = Optional.empty();
        joined = false;
        client.ifPresent(NetSocket::pause);
        left.ifPresent(HttpConnection::close);
    }

    /** The handshake is over. */
    void opens(NetSocket socket) {
        client = Optional.of(socket);
        socket.pause();
        // Whatever is wrong with it, its end follows.
        socket.exceptionHandler(broken -> { });
    }

    /** An instance has it, from now on; a further one hears again what may have been lost with the former. */
    void joins(NetSocket taker) {
        var socket = client.orElseThrow();
        heard = new Frames(MOST_HEARD);
        message = Buffer.buffer();
        next = Optional.empty();
        hops = beats > REST ? 1 : hops + 1;
        beats = 0;
        joined = true;
        taker.pause();
        taker.exceptionHandler(broken -> { });
        if (memory.isEnough()) {
            taker.write(memory.unpack());
        }
        socket.handler(bytes -> pass(fromClient(bytes), taker, socket));
        taker.handler(bytes -> pass(fromInstance(bytes), socket, taker));
        socket.resume();
        taker.resume();
    }

    /** A moment has passed. */
    void beat() {
        beats++;
        memory.beat();
    }

    /** Whether another instance could go on with it, unnoticed by the client; not with one who does not read. */
    boolean canMove() {
        return !ending && !said.isLost() && !heard.isLost() && memory.isEnough() && hops <= MOST_HOPS
            && client.filter(socket -> !socket.writeQueueFull()).isPresent();
    }

    /** Tells the client to come back, as an instance would (protocol.md, C9 and R10), where it has heard no end yet. */
    void sendAway() {
        if (ending) {
            return;
        }
        ending = true;
        var reason = Failure.SERVER_RESTART;
        var text = "{\"type\":\"disconnect\",\"reason\":\"" + reason.code() + "\",\"reconnect\":true}";
        var code = reason.code().getBytes(StandardCharsets.US_ASCII);
        client.ifPresent(socket -> socket.write(Buffer.buffer()
            .appendByte((byte) TEXT).appendByte((byte) text.length()).appendString(text)
            .appendByte((byte) CLOSE).appendByte((byte) (Short.BYTES + code.length))
            .appendShort((short) reason.closeCode()).appendBytes(code)));
    }

    private static void pass(Buffer bytes, NetSocket to, NetSocket from) {
        if (bytes.length() == 0) {
            return;
        }
        to.write(bytes);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
        }
    }

    /** What goes on to the instance: whole frames, or anything at all where it is to judge it. */
    private Buffer fromClient(Buffer bytes) {
        if (said.isLost()) {
            return bytes;
        }
        var passing = Buffer.buffer();
        for (var frame : said.take(bytes)) {
            passing.appendBuffer(frame.bytes());
            if (!frame.isControl()) {
                memory.hear(frame);
            }
            ending |= frame.isClose();
        }
        return said.isLost() ? passing.appendBuffer(said.rest()) : passing;
    }

    /** What goes on to the client: whole messages, and no marks. */
    private Buffer fromInstance(Buffer bytes) {
        if (heard.isLost()) {
            return bytes;
        }
        var passing = Buffer.buffer();
        for (var frame : heard.take(bytes)) {
            var mark = frame.isPong() ? passage.mark(frame.content()) : Optional.<Mark>empty();
            if (mark.isPresent()) {
                follow(mark.get());
            } else if (frame.isControl()) {
                passing.appendBuffer(frame.bytes());
                ending |= frame.isClose();
            } else {
                message.appendBuffer(frame.bytes());
                if (frame.last()) {
                    passing.appendBuffer(message);
                    message = Buffer.buffer();
                    next.ifPresent(memory::stands);
                    next = Optional.empty();
                }
            }
        }
        return heard.isLost() ? passing.appendBuffer(message).appendBuffer(heard.rest()) : passing;
    }

    private void follow(Mark mark) {
        if (mark instanceof Mark.WithNext coming) {
            next = Optional.of(coming.standing());
        } else if (mark instanceof Mark.AtOnce now) {
            memory.stands(now.standing());
        } else {
            mover.accept(this);
        }
    }
}
