package io.nullroom.gateway;

import io.nullroom.contracts.CableHandshake;
import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Mark;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.vertx.core.buffer.Buffer;
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
    /** In beats: who stays with an instance for longer than it takes to miss a frozen one has come to rest there. */
    private static final int REST = 8;
    /** Who is passed around that often without rest is left to come back by itself. */
    private static final int MOST_HOPS = 4;
    /** In bytes: what the cable takes of a client in a message (protocol.md, L1). */
    private static final int MOST_SAID = 65_536;
    /** In bytes: the longest frame of an instance. */
    private static final int MOST_HEARD = 131_072;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final Leg client;
    private final Memory memory;
    private final Consumer<PassedSocket> mover;
    private final Passage passage = Passage.random();
    private final Frames said = new Frames(MOST_SAID);
    private final FirstWords first = new FirstWords();
    private Optional<Road> road = Optional.empty();
    private int turns;
    private int joinedAt;
    private int hops;
    private boolean orderly;
    private boolean ending;

    /** The way to one instance, and what comes from there; an object, since two are never the same. */
    private static final class Road {
        private final String instance;
        private final Leg leg;
        private final Frames heard = new Frames(MOST_HEARD);
        private Buffer message = Buffer.buffer();
        private Optional<Standing> next = Optional.empty();
        private boolean joined;
        private boolean left;

        Road(String instance, Leg leg) {
            this.instance = instance;
            this.leg = leg;
        }
    }

    /** The socket of a client that is being answered; {@code mover} finds another instance where its own wants that. */
    PassedSocket(Leg client, Memory memory, Consumer<PassedSocket> mover) {
        this.client = client;
        this.memory = memory;
        this.mover = mover;
        joinedAt = memory.beats();
    }

    /**
     * Welcomes the client, and has {@code step} done when it has said which room it asks for, or will not say so.
     *
     * <p>It is read on while an instance is asked, or nobody would see it leave.
     */
    void welcomes(Runnable step) {
        client.write(text(CableHandshake.WELCOME));
        client.hearer(bytes -> {
            first.hear(bytes);
            memory.waits(first.length());
            if (first.isEnough()) {
                client.pause();
            }
            if (first.isDecided()) {
                step.run();
            }
        });
        client.resume();
    }

    /** The room that its client has asked for first, where that is known. */
    Optional<RoomHint> room() {
        return first.room();
    }

    /** In beats: how long it is with its instance, or has none yet. */
    int rest() {
        return memory.beats() - joinedAt;
    }

    Passage passage() {
        return passage;
    }

    /** Whether no instance has had it yet. */
    boolean isNew() {
        return hops == 0;
    }

    /** What the instance that is asked next has to know, where it is not the first. */
    Optional<Continuation> continuation() {
        return isNew() ? Optional.empty() : Optional.of(memory.pack(turns - 1, orderly));
    }

    /** Whether an instance has it, and is not only asked. */
    boolean isJoined() {
        return road.filter(open -> open.joined).isPresent();
    }

    /** The name of the instance that has it, or is asked; empty while there is none. */
    Optional<String> instance() {
        return road.map(open -> open.instance);
    }

    /** An instance is asked on that leg. */
    void asks(String name, Leg leg) {
        turns++;
        road = Optional.of(new Road(name, leg));
    }

    /** Whether it goes by that leg. */
    boolean goesBy(Leg leg) {
        return road.filter(open -> open.leg == leg).isPresent();
    }

    /** Leaves the instance that it is with, or asks; nothing passes from there or to it any more. */
    void leave() {
        if (!isNew()) {
            client.pause();
        }
        var former = road;
        // Before: where an instance was only asked, the next one may be within this.
        road = Optional.empty();
        former.ifPresent(behind -> {
            behind.left = true;
            if (behind.joined) {
                behind.leg.close();
            } else {
                behind.leg.abort();
            }
        });
    }

    /** The client is gone, or is to come back by itself. What it says still is read, or nobody would see it leave. */
    void letGo() {
        end();
        client.resume();
        client.close();
    }

    private void end() {
        ending = true;
        memory.forget();
    }

    /** The instance that was asked has it, from now on; a further one hears again what may have been lost. */
    void joins() {
        var taken = road.orElseThrow();
        taken.joined = true;
        hops = rest() > REST ? 1 : hops + 1;
        joinedAt = memory.beats();
        orderly = false;
        pass(taken, memory.unpack(), taken.leg, client);
        if (first.length() > 0) {
            // As what it has said they count from now on, and not as what waits.
            memory.waits(0);
            pass(taken, fromClient(first.take()), taken.leg, client);
        }
        client.hearer(bytes -> pass(taken, fromClient(bytes), taken.leg, client));
        taken.leg.hearer(bytes -> {
            if (!taken.left) {
                pass(taken, fromInstance(taken, bytes), client, taken.leg);
                if (orderly) {
                    mover.accept(this);
                }
            }
        });
        client.resume();
        taken.leg.resume();
    }

    /** Whether another instance could go on with it, unnoticed by the client; not with one who does not read. */
    boolean canMove() {
        return !ending && memory.isEnough() && hops <= MOST_HOPS && !client.isFull();
    }

    /** Tells the client to come back, as an instance would (protocol.md, C9 and R10), where it has heard no end yet. */
    void sendAway() {
        if (ending) {
            return;
        }
        end();
        var reason = Failure.SERVER_RESTART;
        var text = "{\"type\":\"disconnect\",\"reason\":\"" + reason.code() + "\",\"reconnect\":true}";
        var code = reason.code().getBytes(StandardCharsets.US_ASCII);
        client.write(text(text)
            .appendByte((byte) CLOSE).appendByte((byte) (Short.BYTES + code.length))
            .appendShort((short) reason.closeCode()).appendBytes(code));
    }

    /** A frame of a short text. */
    private static Buffer text(String text) {
        return Buffer.buffer().appendByte((byte) TEXT).appendByte((byte) text.length()).appendString(text);
    }

    private static void pass(Road taken, Buffer bytes, Leg to, Leg from) {
        if (bytes.length() == 0 || taken.left) {
            return;
        }
        to.write(bytes);
        if (to.isFull()) {
            from.pause();
            to.whenDrained(() -> {
                if (!taken.left) {
                    from.resume();
                }
            });
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
            if (frame.isClose()) {
                end();
            } else if (!frame.isControl()) {
                memory.hear(frame);
            }
        }
        memory.waits(said.begun());
        if (said.isLost() || memory.isOver()) {
            // Its instance has the last word on it.
            memory.forget();
            passing.appendBuffer(said.giveUp());
        }
        return passing;
    }

    /** What goes on to the client: whole messages, and no marks. */
    private Buffer fromInstance(Road from, Buffer bytes) {
        if (from.heard.isLost()) {
            return bytes;
        }
        var passing = Buffer.buffer();
        for (var frame : from.heard.take(bytes)) {
            var mark = frame.isPong() ? passage.mark(frame.content()) : Optional.<Mark>empty();
            if (mark.isPresent()) {
                follow(from, mark.get());
            } else if (frame.isControl()) {
                passing.appendBuffer(frame.bytes());
                if (frame.isClose()) {
                    end();
                }
            } else {
                from.message.appendBuffer(frame.bytes());
                if (frame.last()) {
                    passing.appendBuffer(from.message);
                    from.message = Buffer.buffer();
                    from.next.ifPresent(memory::stands);
                    from.next = Optional.empty();
                }
            }
        }
        if (from.heard.isLost()) {
            memory.forget();
            passing.appendBuffer(from.message).appendBuffer(from.heard.giveUp());
        }
        return passing;
    }

    private void follow(Road from, Mark mark) {
        if (mark instanceof Mark.WithNext coming) {
            from.next = Optional.of(coming.standing());
        } else if (mark instanceof Mark.AtOnce now) {
            memory.stands(now.standing());
        } else {
            orderly = true;
        }
    }
}
