package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Many who take up a server's room, and say no more than that takes. On the visitors' event loop. */
final class Flood {
    private static final String HALF_HEAD = "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ";
    private static final String UPGRADE = "GET /cable HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    private static final String OPENED = "HTTP/1.1 101 ";
    private static final byte TEXT = (byte) 0x81;
    private static final int MASKED = 0x80;
    private static final int MOST_SHORT = 125;
    private static final int MEDIUM = 126;
    /** Of 5,000 each says a byte a second. */
    private static final int BYTES_A_MILLISECOND = 5;

    private final Visitors visitors;
    private final List<NetSocket> halfHeads = new ArrayList<>();
    private int next;
    private int gone;
    private int unopened;
    private int unsaid;
    private boolean over;

    /** Of whoever comes to the same server as these visitors. */
    Flood(Visitors visitors) {
        this.visitors = visitors;
    }

    /** So many connect and begin a head that they say on from then on, and so many connect for a socket. */
    Future<Void> rises(int slow, int idle) {
        visitors.everyMillisecond(this::trickles);
        return several(slow, this::beginsHead).compose(halves -> several(idle, this::asksForSocket))
            .onFailure(none -> over = true);
    }

    /**
     * One comes into a room and stops to read; the other one says so many signals, one a millisecond.
     *
     * @return when the first is about to be said, a future for when all have been
     */
    Future<Future<Void>> pours(int signals) {
        return visitors.newRoom().compose(room -> visitors.join(room, true)
            .compose(peer -> visitors.connect().compose(deaf -> {
                // Not before the handshake is over: what comes with it some servers lose.
                deaf.handler(answer -> {
                    deaf.pause();
                    deaf.write(subscribe(peer));
                });
                deaf.write(UPGRADE);
                return peer.seesPeer();
            }).map(met -> says(peer, signals))));
    }

    /** Whether all who have connected are still there, and have the sockets that they asked for; it falls then. */
    boolean isHigh() {
        over = true;
        return gone == 0 && unopened == 0;
    }

    private boolean trickles() {
        for (int times = 0; times < BYTES_A_MILLISECOND && !halfHeads.isEmpty(); times++) {
            halfHeads.get(next++ % halfHeads.size()).write("x");
        }
        return over;
    }

    private Future<Void> several(int number, Consumer<NetSocket> beginning) {
        return new Repetition(number, () -> visitors.connect().map(socket -> {
            socket.closeHandler(closed -> gone++);
            beginning.accept(socket);
            return null;
        })).run(Visitors.ABREAST);
    }

    private void beginsHead(NetSocket connection) {
        connection.write(HALF_HEAD);
        halfHeads.add(connection);
    }

    private void asksForSocket(NetSocket connection) {
        unopened++;
        connection.handler(answer -> {
            connection.handler(further -> { });
            if (answer.toString(StandardCharsets.ISO_8859_1).startsWith(OPENED)) {
                unopened--;
            }
        });
        connection.write(UPGRADE);
    }

    private Future<Void> says(Participant peer, int signals) {
        var said = Promise.<Void>promise();
        var signal = Signal.large();
        unsaid = signals;
        visitors.everyMillisecond(() -> {
            peer.says(signal);
            unsaid--;
            return unsaid == 0 && said.tryComplete();
        });
        return said.future();
    }

    /** A text frame as RFC 6455 (5.2) wants it of a client; with a mask of zeros, as there is nothing to protect. */
    private static Buffer subscribe(Participant peer) {
        var text = peer.subscription().getBytes(StandardCharsets.UTF_8);
        var head = Buffer.buffer().appendByte(TEXT);
        return (text.length <= MOST_SHORT ? head.appendByte((byte) (MASKED | text.length))
            : head.appendByte((byte) (MASKED | MEDIUM)).appendShort((short) text.length))
            .appendInt(0).appendBytes(text);
    }
}
