package io.nullroom.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The initiator, who has all keys and breaks the protocol with them; it looks into all that the responder does. */
final class Adversary {
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;
    /** Agreed on once: that costs more than all the rest. */
    private static final SessionKeys KEYS = new Meeting(1).keys();

    /** What the responder has seen. */
    private final Side seen = new Side();
    /** What it has sent. */
    private final Side sent = new Side();
    private final Inbox inbox = new Inbox(seen);
    private final Chain texts = new Chain(KEYS.texts(Role.INITIATOR));
    private final Chain files = new Chain(KEYS.files(Role.INITIATOR));
    private final TextFrames answers = new TextFrames(KEYS.texts(Role.RESPONDER));
    private final List<Offer> offers = new ArrayList<>();
    private final Map<String, Long> promised = new HashMap<>();
    private final List<byte[]> given = new ArrayList<>();
    private Optional<Conversation> talk = Optional.empty();
    private long count;
    private boolean confirmationSeen;

    private record Offer(String id, long size, FileFrame frame, ByteArrayOutputStream bytes) {
    }

    /** The responder has its keys now. */
    void open() {
        if (talk.isEmpty()) {
            talk = Optional.of(new Conversation(KEYS, Role.RESPONDER, sent, seen, Meeting.seeded(2)));
            inbox.opens(talk.get());
        }
    }

    /** Proves to have the keys. */
    void confirm() {
        inbox.text(KEYS.confirmation(Role.INITIATOR));
    }

    /** Says a text in its place, and padded as it has to be. */
    void say(byte[] text) {
        saySealed(Padding.pad(text));
    }

    /** Says in its place what may be padded in another way. */
    void saySealed(byte[] padded) {
        note(padded);
        byte[] header = {2};
        var nonce = Layout.join(Layout.u32(0), Layout.u64(count++));
        inbox.text(Layout.join(header, Aead.seal(texts.frameKey(), nonce, header, padded)));
    }

    /** Sends that on {@code nullroom}. */
    void sayRaw(byte[] frame) {
        inbox.text(frame);
    }

    /** Sends that on {@code nullroom-files}. */
    void sendRaw(byte[] chunk) {
        inbox.chunk(chunk);
    }

    /** Sends the next chunk of one of the files that it has offered. */
    void send(int place, boolean last, byte[] bytes) {
        if (!offers.isEmpty()) {
            var offer = offers.get(place % offers.size());
            var before = seen.file;
            offer.bytes.writeBytes(bytes);
            inbox.chunk(offer.frame.seal(bytes, last));
            if (seen.file != before) {
                assertTrue(last && seen.file.length == offer.size, "whole, and handed on by its last chunk");
                assertArrayEquals(offer.bytes.toByteArray(), seen.file);
            }
        }
    }

    /** Says something of that type about one of the files that the responder has offered. */
    void answer(int place, JsonObject answer) {
        if (!given.isEmpty()) {
            say(Layout.utf8(answer.put("id", Layout.b64(given.get(place % given.size()))).encode()));
        }
    }

    /** The responder, once it may, says that or gives a file of that size. */
    void lets(String text, int size) {
        talk.filter(open -> confirmationSeen && !inbox.isOver() && seen.seen.size() > 0).ifPresent(open -> {
            open.say(text);
            open.offer("b", new byte[size]);
        });
    }

    /** Looks at what the responder has sent and shown since it was looked at last. */
    void look() {
        boolean secure = seen.seen.stream().anyMatch(event -> event.startsWith("secure"));
        assertTrue(secure || seen.seen.stream().allMatch(event -> event.startsWith("ended")), "nothing before");
        sent.texts.forEach(this::read);
        sent.texts.clear();
        assertTrue(secure || sent.chunks.isEmpty());
        sent.chunks.forEach(chunk -> assertTrue(chunk.length <= TextFrames.LONGEST));
        long bytes = sent.chunks.stream().mapToLong(chunk -> chunk.length).sum();
        assertTrue(bytes <= WINDOW_BYTES + TextFrames.LONGEST, bytes + " bytes at once");
        sent.chunks.clear();
        long most = promised.values().stream().mapToLong(Long::longValue).sum();
        assertTrue(most <= Transfers.MOST_PROMISED, most + " bytes would be kept");
    }

    /** That it has ended once at the most, and that nothing is heard or answered from then on. */
    void isHeardNoMoreOnceItIsOver() {
        assertTrue(seen.seen.stream().filter(event -> event.startsWith("ended") || event.equals("left")).count() <= 1);
        if (inbox.isOver()) {
            int events = seen.seen.size();
            confirm();
            say(Layout.utf8(Message.about("chat", new byte[16]).put("text", "still there?").encode()));
            assertEquals(events, seen.seen.size(), () -> "heard after the end: " + seen.seen);
            assertTrue(sent.isIdle(), "answered after the end");
        }
    }

    private void read(byte[] frame) {
        assertTrue(frame.length <= TextFrames.LONGEST);
        if (!confirmationSeen) {
            confirmationSeen = true;
            KEYS.check(Role.RESPONDER, frame);
            return;
        }
        assertTrue(seen.seen.size() > 0, "more than a confirmation before the other one's");
        var message = Message.of(answers.open(frame)).orElseThrow();
        switch (message.getString("type")) {
            case "file-offer" -> given.add(Message.id(message));
            case "file-accept" -> promised.put(message.getString("id"), offer(message.getString("id")).size);
            case "file-done", "file-cancel" -> promised.remove(message.getString("id"));
            default -> assertFalse(message.getString("type").isEmpty());
        }
    }

    private Offer offer(String id) {
        return offers.stream().filter(offer -> offer.id.equals(id)).findFirst().orElseThrow();
    }

    /** Each offer takes a step of the chain (K6), however it is said; a cancel frees what was promised for it. */
    private void note(byte[] padded) {
        try {
            Message.of(Padding.unpad(padded)).ifPresent(message -> {
                if (message.getString("type").equals("file-offer")) {
                    var id = Message.id(message);
                    offers.add(new Offer(message.getString("id"), message.getLong("size"),
                        new FileFrame(id, files.fileKey(id)), new ByteArrayOutputStream()));
                } else if (message.getString("type").equals("file-cancel")) {
                    promised.remove(message.getString("id"));
                }
            });
        } catch (Refused wrong) {
            return;
        }
    }
}
