package io.nullroom.gateway;

import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client has said of late, as it came, and how it stood with its instance last: what the next instance needs.
 *
 * <p>Kept for as long as it takes to find out that an instance is dead, and no longer; the subscription that stands is
 * kept as long as that. Bounded, for one and for all of a gateway, since who speaks may be hostile: of one who says
 * more the oldest is forgotten.
 */
final class Memory {
    /** In beats. */
    static final int LENGTH = (int) Passage.MEMORY.dividedBy(AnnounceInstance.PERIOD);
    /** In bytes. */
    static final int MOST = 320 * 1024;
    /** In bytes: what one may have still where all together have too much; the signals of a usual beginning. */
    static final int LEAST = 24 * 1024;
    /** In bytes: a subscription has a name of a room and a secret or two; one that is longer is not kept. */
    static final int MOST_SUBSCRIPTION = 4096;
    /** In bytes: what a message takes beside its own, however short it is. */
    private static final int OVERHEAD = 256;

    private final Total total;
    private final Deque<Said> said = new ArrayDeque<>();
    private Optional<Standing> standing = Optional.of(Standing.WELCOMED);
    private Optional<Buffer> subscription = Optional.empty();
    /** The frames of a message that is not at its end. */
    private Buffer unfinished = Buffer.buffer();
    private long number;
    private int bytes;
    private int waiting;
    private boolean packed;
    private boolean over;

    /** A whole message and when it came. */
    private record Said(int beat, Buffer bytes) {

        @Override
        public String toString() {
            return "Said[hidden]";
        }
    }

    /** All memories of a gateway: how much they have, and may have, in bytes, and which of them have anything. */
    static final class Total {
        private final long most;
        private final Set<Memory> speakers = new HashSet<>();
        private long bytes;
        private int beats;

        Total(long most) {
            this.most = most;
        }

        long bytes() {
            return bytes;
        }

        /** A moment has passed: what is old is forgotten. Hardly any of many sockets has said something of late. */
        void beat() {
            beats++;
            List.copyOf(speakers).forEach(Memory::forgetOld);
        }
    }

    /** An empty memory, one of those that share that bound. */
    Memory(Total total) {
        this.total = total;
    }

    /** The client has sent a frame that is part of a message. */
    void hear(Frames.Frame frame) {
        if (over) {
            return;
        }
        unfinished.appendBuffer(frame.bytes());
        count(frame.bytes().length());
        if (frame.last()) {
            number++;
            count(OVERHEAD);
            said.add(new Said(total.beats, unfinished));
            total.speakers.add(this);
            unfinished = Buffer.buffer();
        }
        fit();
    }

    /** Of a frame that is not whole so many bytes wait elsewhere; they count, too. */
    void waits(int begun) {
        if (!over) {
            count(begun - waiting);
            waiting = begun;
            fit();
        }
    }

    /** Nothing is kept of who begins more than may be kept at all. */
    private void fit() {
        int most = total.bytes > total.most ? LEAST : MOST;
        while (!packed && !said.isEmpty() && bytes > most) {
            forgetFirst();
        }
        if (!packed && bytes > most) {
            forget();
        }
    }

    /** Whether nothing is kept any more. */
    boolean isOver() {
        return over;
    }

    /** How the client stands now; what is done with is forgotten. */
    void stands(Standing now) {
        if (over) {
            return;
        }
        if (!now.subscribed()) {
            subscription = Optional.empty();
        }
        while (!said.isEmpty() && first() <= now.since()) {
            if (now.subscribed() && first() == now.since()) {
                subscription = Optional.of(said.getFirst().bytes()).filter(kept -> kept.length() <= MOST_SUBSCRIPTION);
            }
            forgetFirst();
        }
        standing = Optional.of(now);
    }

    /** How many moments have passed. */
    int beats() {
        return total.beats;
    }

    /** Whether another instance could go on from what is known. */
    boolean isEnough() {
        return standing.filter(now -> subscription.isPresent() || !now.subscribed()).isPresent();
    }

    /**
     * What the next instance has to know, where {@link #isEnough()}. Until it has heard the rest nothing is forgotten:
     * it numbers that by what it knows.
     *
     * @param turn how many instances were asked before
     * @param orderly whether the former one has let the socket go
     */
    Continuation pack(int turn, boolean orderly) {
        packed = true;
        return new Continuation(standing.orElseThrow(), first(),
            said.size() + (subscription.isPresent() ? 1 : 0), turn, orderly);
    }

    /** What the next instance has to hear. */
    Buffer unpack() {
        packed = false;
        var again = Buffer.buffer();
        subscription.ifPresent(again::appendBuffer);
        said.forEach(message -> again.appendBuffer(message.bytes()));
        return again.appendBuffer(unfinished);
    }

    /** No other instance will go on with the client: nothing is kept any more. */
    void forget() {
        over = true;
        count(-bytes);
        said.clear();
        total.speakers.remove(this);
        unfinished = Buffer.buffer();
        subscription = Optional.empty();
        standing = Optional.empty();
    }

    /** The number of the oldest message that is kept, or else of the next one. */
    private long first() {
        return number - said.size() + 1;
    }

    private void forgetOld() {
        while (!packed && !said.isEmpty() && total.beats - said.getFirst().beat() > LENGTH) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        count(-OVERHEAD - said.removeFirst().bytes().length());
        if (said.isEmpty()) {
            total.speakers.remove(this);
        }
    }

    private void count(int more) {
        bytes += more;
        total.bytes += more;
    }
}
