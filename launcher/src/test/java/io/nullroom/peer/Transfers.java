package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The files of a conversation, both ways; what is offered to this side is accepted, within bounds (K6, M, T). */
final class Transfers {
    /** How many bytes of files it takes at once: they are kept until they are whole. */
    static final long MOST_PROMISED = 64 * 1024 * 1024;

    /** How many files it takes at once, however small they are. */
    static final int MOST_INCOMING = 64;

    private static final long WINDOW_BYTES = 8 * 1024 * 1024;

    private final Chain mine;
    private final Chain theirs;
    private final Consumer<JsonObject> send;
    private final Conversation.Wire wire;
    private final Conversation.Events events;
    private final Map<String, Outgoing> offered = new HashMap<>();
    private final Map<String, Outgoing> accepted = new LinkedHashMap<>();
    private final Map<String, Incoming> incoming = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /** From the first chain keys of both. */
    Transfers(Chain mine, Chain theirs, Consumer<JsonObject> send, Conversation.Wire wire, Conversation.Events events) {
        this.mine = mine;
        this.theirs = theirs;
        this.send = send;
        this.wire = wire;
        this.events = events;
    }

    /** Offers a file. */
    void offer(byte[] id, String name, byte[] bytes) {
        seen.add(Layout.b64(id));
        offered.put(Layout.b64(id), new Outgoing(new FileWriter(id, mine.fileKey(id)), name, bytes));
        send.accept(Message.about("file-offer", id).put("name", name).put("size", bytes.length)
            .put("mime", "application/octet-stream"));
    }

    /**
     * Takes a message about a file.
     *
     * @throws Refused with {@code broken} for an id that either side used before, and for an answer out of turn
     */
    void take(JsonObject message) {
        var id = message.getString("id");
        switch (message.getString("type")) {
            case "file-offer" -> accept(message);
            case "file-accept" -> answered(id, offered, accepted).ifPresent(file -> {
                accepted.put(id, file);
                write();
            });
            case "file-progress" -> progress(id, Member.number(message, "bytes", 0));
            case "file-done" -> answered(id, accepted, offered).ifPresent(this::conclude);
            case "file-decline" -> answered(id, offered, accepted)
                .ifPresent(file -> events.failed(file.name(), message.getString("why")));
            default -> fail(id, message.getString("why"));
        }
    }

    /** Takes a chunk; one of a transfer that is not is what was on its way when somebody cancelled. */
    void chunk(byte[] chunk) {
        FileFrame.claimedId(chunk).map(Layout::b64)
            .ifPresent(id -> Optional.ofNullable(incoming.get(id)).ifPresent(file -> read(id, file, chunk)));
    }

    /** What an answer is about; nothing where that is over, and refused where it is not its turn. */
    private static Optional<Outgoing> answered(String id, Map<String, Outgoing> due, Map<String, Outgoing> others) {
        if (others.containsKey(id)) {
            throw Refused.broken("an answer out of turn");
        }
        return Optional.ofNullable(due.remove(id));
    }

    private void accept(JsonObject offer) {
        var id = Message.id(offer);
        if (!seen.add(Layout.b64(id))) {
            throw Refused.broken("an id that was used before");
        }
        // Whatever becomes of it (K6).
        var key = theirs.fileKey(id);
        long size = Member.number(offer, "size", 0);
        if (incoming.size() == MOST_INCOMING || size > MOST_PROMISED - promised()) {
            send.accept(Message.about("file-decline", id).put("why", "too_large"));
            return;
        }
        incoming.put(Layout.b64(id), new Incoming(new FileReader(id, key, size), offer.getString("name")));
        send.accept(Message.about("file-accept", id));
    }

    private long promised() {
        return incoming.values().stream().mapToLong(Incoming::size).sum();
    }

    private void read(String id, Incoming file, byte[] chunk) {
        try {
            var whole = file.take(chunk);
            file.news().ifPresent(bytes ->
                send.accept(new JsonObject().put("type", "file-progress").put("id", id).put("bytes", bytes)));
            whole.ifPresent(bytes -> {
                incoming.remove(id);
                send.accept(new JsonObject().put("type", "file-done").put("id", id));
                events.received(file.name(), bytes);
            });
        } catch (Refused refused) {
            incoming.remove(id);
            send.accept(new JsonObject().put("type", "file-cancel").put("id", id).put("why", "broken"));
            events.failed(file.name(), refused.getMessage());
        }
    }

    private void progress(String id, long bytes) {
        if (offered.containsKey(id)) {
            throw Refused.broken("progress of a file that was not accepted");
        }
        Optional.ofNullable(accepted.get(id)).ifPresent(file -> file.progress(bytes));
        write();
    }

    private void conclude(Outgoing file) {
        if (!file.isWhole()) {
            throw Refused.broken("done before the last chunk was sent");
        }
        events.arrived(file.name());
    }

    /** Sends what may be sent now; the next word of the other one lets more go. */
    private void write() {
        for (var file : accepted.values()) {
            while (!file.isWhole() && ahead() < WINDOW_BYTES) {
                wire.chunk(file.next());
            }
        }
    }

    private long ahead() {
        return accepted.values().stream().mapToLong(Outgoing::ahead).sum();
    }

    private void fail(String id, String why) {
        Optional.ofNullable(offered.remove(id)).ifPresent(file -> events.failed(file.name(), why));
        Optional.ofNullable(accepted.remove(id)).ifPresent(file -> events.failed(file.name(), why));
        Optional.ofNullable(incoming.remove(id)).ifPresent(file -> events.failed(file.name(), why));
    }
}
