package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What two people say to each other once both channels are open and keys are agreed on (A9, F, M). */
final class Conversation {
    private static final int ID_BYTES = 16;

    private final Role role;
    private final Wire wire;
    private final Events events;
    private final Entropy entropy;
    private final byte[] safetyBase;
    private final TextFrames written;
    private final TextFrames read;
    private final Transfers transfers;
    private final Set<String> shown = new HashSet<>();
    /** Until the other one has proved to have them. */
    private Optional<SessionKeys> unconfirmed;
    private boolean left;

    /** Begins with this side's confirmation. */
    Conversation(SessionKeys keys, Role role, Wire wire, Events events, Entropy entropy) {
        this.role = role;
        this.wire = wire;
        this.events = events;
        this.entropy = entropy;
        unconfirmed = Optional.of(keys);
        safetyBase = keys.transcript();
        written = new TextFrames(keys.texts(role));
        read = new TextFrames(keys.texts(role.other()));
        transfers = new Transfers(new Chain(keys.files(role)), new Chain(keys.files(role.other())), this::send, wire,
            events);
        wire.text(keys.confirmation(role));
    }

    /** Whether the other one has ended it, so that nothing follows. */
    boolean isLeft() {
        return left;
    }

    /**
     * Takes the next message of {@code nullroom}.
     *
     * @throws Refused with {@code wrong_key} or {@code broken}
     */
    void text(byte[] frame) {
        if (unconfirmed.isPresent()) {
            unconfirmed.get().check(role.other(), frame);
            unconfirmed = Optional.empty();
            events.secure(SafetyCode.words(safetyBase));
            return;
        }
        Message.of(read.open(frame)).ifPresent(this::take);
    }

    /**
     * Takes the next message of {@code nullroom-files}; before the confirmation it can be of no transfer.
     *
     * @throws Refused with {@code broken} for one that is too long (F5)
     */
    void chunk(byte[] chunk) {
        if (chunk.length > TextFrames.LONGEST) {
            throw Refused.broken("a message that is too long");
        }
        transfers.chunk(chunk);
    }

    /** Says something; gives its id. */
    String say(String text) {
        var message = Message.about("chat", entropy.bytes(ID_BYTES)).put("text", Message.clean(text));
        send(message);
        return message.getString("id");
    }

    /** Offers a file, which is sent as soon as it is accepted. */
    void offer(String name, byte[] bytes) {
        transfers.offer(entropy.bytes(FileFrame.ID_BYTES), name, bytes);
    }

    /** Ends it for both. */
    void bye() {
        send(new JsonObject().put("type", "bye"));
    }

    /** Nothing of a person's leaves before the confirmation of the other one is in (A9). */
    private void send(JsonObject message) {
        if (unconfirmed.isPresent()) {
            throw new IllegalStateException("not confirmed yet");
        }
        wire.text(written.seal(Layout.utf8(message.encode())));
    }

    /** Takes a message that was opened and is well formed. */
    void take(JsonObject message) {
        switch (message.getString("type")) {
            case "chat" -> {
                if (shown.add(message.getString("id"))) {
                    events.heard(Message.clean(message.getString("text")));
                }
                send(Message.about("receipt", Message.id(message)));
            }
            case "receipt" -> events.delivered(message.getString("id"));
            case "path" -> { }
            case "bye" -> {
                left = true;
                events.left();
            }
            default -> transfers.take(message);
        }
    }

    /** The two channels. */
    interface Wire {
        /** Sends on {@code nullroom}. */
        void text(byte[] frame);

        /** Sends on {@code nullroom-files}. */
        void chunk(byte[] chunk);
    }

    /** What a person would see. */
    interface Events {
        /** The other one has confirmed; these words are to be compared. */
        void secure(List<String> words);

        /** The other one said this. */
        void heard(String text);

        /** The other one has seen what was said under that id. */
        void delivered(String id);

        /** A whole file has come. */
        void received(String name, byte[] bytes);

        /** The other one has the whole file of that name. */
        void arrived(String name);

        /** The other one did not want the file of that name, or gave it up. */
        void failed(String name, String why);

        /** The other one has ended it. */
        void left();

        /** It ended because something must not be taken. */
        void ended(Refused why);
    }
}
