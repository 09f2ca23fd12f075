package io.nullroom.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What comes on both channels of a session: it waits for the keys, and ends with the first refusal (A9, F5). */
final class Inbox {
    /** How many texts wait: the other one's confirmation, and what it may say before it has this side's. */
    static final int MOST_EARLY = 16;

    private final Conversation.Events events;
    private final List<byte[]> early = new ArrayList<>();
    private Optional<Conversation> conversation = Optional.empty();
    private boolean over;

    /** Tells {@code events} of the end. */
    Inbox(Conversation.Events events) {
        this.events = events;
    }

    /** Whether nothing is taken any more. */
    boolean isOver() {
        return over || conversation.filter(Conversation::isLeft).isPresent();
    }

    /** The keys are there; what waited is read. */
    void opens(Conversation begun) {
        conversation = Optional.of(begun);
        var waited = List.copyOf(early);
        early.clear();
        waited.forEach(this::text);
    }

    /** Takes the next message of {@code nullroom}. */
    void text(byte[] message) {
        conversation.ifPresentOrElse(talk -> unlessOver(() -> talk.text(message)), () -> unlessOver(() -> {
            shortEnough(message);
            if (early.size() == MOST_EARLY) {
                throw Refused.broken("more than a confirmation before there are keys");
            }
            early.add(message);
        }));
    }

    /** Takes the next message of {@code nullroom-files}; before there are keys it can be of no transfer (T4). */
    void chunk(byte[] message) {
        unlessOver(() -> {
            shortEnough(message);
            conversation.ifPresent(talk -> talk.chunk(message));
        });
    }

    /** Ends the session for that reason, unless it has ended. */
    void end(Refused why) {
        if (!isOver()) {
            over = true;
            early.clear();
            events.ended(why);
        }
    }

    private void unlessOver(Runnable step) {
        if (isOver()) {
            return;
        }
        try {
            step.run();
        } catch (Refused refused) {
            end(refused);
        }
    }

    private static void shortEnough(byte[] message) {
        if (message.length > TextFrames.LONGEST) {
            throw Refused.broken("a message that is too long");
        }
    }
}
