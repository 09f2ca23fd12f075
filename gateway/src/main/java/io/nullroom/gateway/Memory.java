package io.nullroom.gateway;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a client has said of late, as it came, and how it stood with its instance last: what the next instance needs.
 *
 * <p>Kept for as long as it takes to find out that an instance is dead, and no longer; the subscription that stands is
 * kept as long as that. Bounded, for one and for all of a gateway, since who speaks may be hostile: of one who says
 * more the oldest is forgotten.
 */
final class Memory {
    /** In beats. */
    static final int LENGTH = 24;
    /** In bytes: a quarter more than an instance keeps for somebody who is away, for what is around it. */
    static final int MOST = 320 * 1024;
    /** In bytes: what one may have still where all together have too much; the signals of a usual beginning. */
    static final int LEAST = 16 * 1024;
    /** In bytes: a subscription has a name of a room and a secret or two; one that is longer is not kept. */
    static final int MOST_SUBSCRIPTION = 4096;

    private final Total total;
    private final Deque<Said> said = new ArrayDeque<>();
    private Optional<Standing> standing = Optional.empty();
    private Optional<Buffer> subscription = Optional.empty();
    /** The frames of a message that is not at its end. */
    private Buffer unfinished = Buffer.buffer();
    private long number;
    private int bytes;
    private int beats;
    private boolean packed;

    /** A whole message and when it came. */
    private record Said(long number, int beat, Buffer bytes) {
    }

    /** How much all memories of a gateway have, and may have, in bytes. */
    static final class Total {
        private final long most;
        private long bytes;

        Total(long most) {
            this.most = most;
        }

        long bytes() {
            return bytes;
        }
    }

    /** An empty memory, one of those that share that bound. */
    Memory(Total total) {
        this.total = total;
    }

    /** The client has sent a frame that is part of a message. */
    void hear(Frames.Frame frame) {
        if (unfinished.length() + frame.bytes().length() > MOST) {
            // More than any instance takes: it will not go on with this client, and neither will another one.
            standing = Optional.empty();
            return;
        }
        unfinished.appendBuffer(frame.bytes());
        if (frame.last()) {
            number++;
            said.add(new Said(number, beats, unfinished));
            count(unfinished.length());
            unfinished = Buffer.buffer();
            while (!packed && bytes > (total.bytes > total.most ? LEAST : MOST)) {
                forgetFirst();
            }
        }
    }

    /** How the client stands now; what is done with is forgotten. */
    void stands(Standing now) {
        if (!now.subscribed()) {
            subscription = Optional.empty();
        }
        while (!said.isEmpty() && said.getFirst().number() <= now.since()) {
            if (now.subscribed() && said.getFirst().number() == now.since()) {
                subscription = Optional.of(said.getFirst().bytes()).filter(kept -> kept.length() <= MOST_SUBSCRIPTION);
            }
            forgetFirst();
        }
        standing = Optional.of(now);
    }

    /** A moment has passed. */
    void beat() {
        beats++;
        while (!packed && !said.isEmpty() && beats - said.getFirst().beat() > LENGTH) {
            forgetFirst();
        }
    }

    /** Whether another instance could go on from what is known. */
    boolean isEnough() {
        return standing.filter(now -> subscription.isPresent() || !now.subscribed()).isPresent();
    }

    /**
     * What the next instance has to know, where {@link #isEnough()}. Until it has heard the rest nothing is forgotten:
     * it numbers that by what it knows.
     */
    Continuation pack() {
        packed = true;
        long next = said.isEmpty() ? number + 1 : said.getFirst().number();
        return new Continuation(standing.orElseThrow(), next, said.size() + (subscription.isPresent() ? 1 : 0));
    }

    /** What the next instance has to hear. */
    Buffer unpack() {
        packed = false;
        var again = Buffer.buffer();
        subscription.ifPresent(again::appendBuffer);
        said.forEach(message -> again.appendBuffer(message.bytes()));
        return again.appendBuffer(unfinished);
    }

    /** The client is gone. */
    void forget() {
        count(-bytes);
        said.clear();
        subscription = Optional.empty();
        standing = Optional.empty();
    }

    private void forgetFirst() {
        count(-said.removeFirst().bytes().length());
    }

    private void count(int more) {
        bytes += more;
        total.bytes += more;
    }
}
