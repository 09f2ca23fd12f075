package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;

/** Many who take up a server's room, and say no more than that takes. On the visitors' event loop. */
final class Flood {
    private static final String HALF_HEAD = "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ";
    /** Of 5,000 each says a byte a second. */
    private static final int BYTES_A_MILLISECOND = 5;

    private final Visitors visitors;
    private final List<NetSocket> halfHeads = new ArrayList<>();
    private int next;
    private int gone;
    private int unsaid;
    private boolean over;

    /** Of whoever comes to the same server as these visitors. */
    Flood(Visitors visitors) {
        this.visitors = visitors;
    }

    /** So many connect and begin a head that they say on from then on, and so many open a socket. */
    Future<Void> rises(int slow, int idle) {
        visitors.everyMillisecond(this::trickles);
        return new Repetition(slow, this::beginsHead).run(Visitors.ABREAST)
            .compose(halves -> new Repetition(idle, this::opensSocket).run(Visitors.ABREAST))
            .onFailure(none -> over = true);
    }

    /**
     * One comes into a room and stops to read; the other one says so many signals, one a millisecond.
     *
     * @return when the first is about to be said, a future for when all have been
     */
    Future<Future<Void>> pours(int signals) {
        return visitors.newRoom().compose(room -> visitors.join(room, true)
            .compose(peer -> visitors.openSocket().compose(deaf -> {
                deaf.pause();
                deaf.writeTextMessage(peer.subscription());
                return peer.seesPeer();
            }).map(met -> says(peer, signals))));
    }

    /** Whether all who have come are still there; it falls then. */
    boolean isHigh() {
        over = true;
        return gone == 0;
    }

    private boolean trickles() {
        for (int times = 0; times < BYTES_A_MILLISECOND && !halfHeads.isEmpty(); times++) {
            halfHeads.get(next++ % halfHeads.size()).write("x");
        }
        return over;
    }

    private Future<Void> beginsHead() {
        return visitors.connect().map(connection -> {
            connection.closeHandler(closed -> gone++);
            connection.write(HALF_HEAD);
            halfHeads.add(connection);
            return null;
        });
    }

    private Future<Void> opensSocket() {
        return visitors.openSocket().map(socket -> {
            socket.closeHandler(closed -> gone++);
            return null;
        });
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
}
