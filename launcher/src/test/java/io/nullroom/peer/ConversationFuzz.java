package io.nullroom.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the other one says and sends, with the right keys or none, is taken or ends it; then nothing is taken. */
class ConversationFuzz {
    private static final List<String> ANSWERS =
        List.of("file-accept", "file-progress", "file-done", "file-decline", "file-cancel");
    private static final int CONFIRM = 0;
    private static final int SAY = 1;
    private static final int SAY_PADDED = 2;
    private static final int SAY_RAW = 3;
    private static final int SEND_RAW = 4;
    private static final int OFFER = 5;
    private static final int SEND = 6;
    private static final int ANSWER = 7;
    private static final int LET = 8;
    private static final int OPEN = 9;
    private static final int SAY_LONG = 10;

    /** All known answers of the document, in the place of each step that takes such. */
    static Stream<byte[]> talks() {
        var messages = Vectors.file("messages");
        var begun = Layout.join(step(OPEN), step(CONFIRM));
        var texts = Stream.of("taken", "passedOver", "refused").flatMap(name -> messages.getJsonArray(name).stream())
            .map(text -> Layout.utf8((String) text)).toList();
        var alone = texts.stream().flatMap(text ->
            Stream.of(step(SAY, text), Layout.join(step(SAY_PADDED, Padding.pad(text)), step(SAY, text))));
        var raw = Vectors.objects(Vectors.file("frames"), "refused").stream()
            .flatMap(wrong -> Vectors.all(wrong, "frames").stream()).map(frame -> step(SAY_RAW, frame));
        var chunks = Vectors.objects(Vectors.file("files"), "refused").stream()
            .flatMap(wrong -> Vectors.all(wrong, "chunks").stream()).map(chunk -> step(SEND_RAW, chunk));
        var files = Stream.of(
            Layout.join(step(OFFER, 1, 0, 2), step(SEND, 0, 0, 7), step(SEND, 0, 1, 8)),
            Layout.join(step(OFFER, 1, 0, 0), step(SEND, 0, 1), step(SEND, 0, 1)),
            Layout.join(step(OFFER, 1, 255, 255, 255), step(OFFER, 2, 255), step(SEND, 1, 1, 8), step(OFFER, 1)),
            Layout.join(step(LET, 200), step(ANSWER, 0, 0), step(ANSWER, 0, 1, 255), step(ANSWER, 0, 2)),
            Layout.join(step(LET, 1), step(ANSWER, 0, 3), step(LET, 1), step(ANSWER, 1, 0), step(ANSWER, 1, 4)));
        var unopened = Stream.of(step(SAY_RAW, 1), step(SEND_RAW, 1), step(SAY_LONG, 0), step(SAY_LONG, 1))
            .map(first -> Layout.join(first, begun, step(SAY, texts.get(2))));
        return Stream.concat(unopened, Stream.of(alone, raw, chunks, files).flatMap(each -> each)
            .map(rest -> Layout.join(begun, rest, step(SAY, texts.get(2)))));
    }

    /** Steps one behind the other: what is done, the length in two bytes, and what it is done with. */
    @MethodSource("talks")
    @FuzzTest
    void whoBreaksTheProtocolEndsItAndGetsNoneOfWhatFollowsIn(byte[] script) {
        var other = new Adversary();
        var left = ByteBuffer.wrap(script);
        while (left.remaining() > Short.BYTES) {
            int kind = left.get();
            var with = new byte[Math.min(Short.toUnsignedInt(left.getShort()), left.remaining())];
            left.get(with);
            isReadAsItIsWritten(with);
            take(other, kind, ByteBuffer.wrap(with));
            other.look();
        }
        other.isHeardNoMoreOnceItIsOver();
    }

    private static void take(Adversary other, int kind, ByteBuffer with) {
        switch (kind) {
            case CONFIRM -> other.confirm();
            case SAY -> other.say(rest(with));
            case SAY_PADDED -> other.saySealed(rest(with));
            case SAY_RAW -> other.sayRaw(rest(with));
            case SEND_RAW -> other.sendRaw(rest(with));
            case OFFER -> other.say(Layout.utf8(Message.about("file-offer", id(next(with))).put("name", "a")
                .put("mime", "").put("size", number(with)).encode()));
            case SEND -> other.send(next(with), next(with) % 2 == 1, rest(with));
            case ANSWER -> other.answer(next(with), new JsonObject()
                .put("type", ANSWERS.get(next(with) % ANSWERS.size())).put("why", "person").put("bytes", number(with)));
            case LET -> other.lets("and you?", 1 << next(with) % 24);
            case OPEN -> other.open();
            case SAY_LONG -> {
                var longer = new byte[TextFrames.LONGEST + 1];
                if (next(with) % 2 == 0) {
                    other.sayRaw(longer);
                } else {
                    other.sendRaw(longer);
                }
            }
            default -> { }
        }
    }

    /** What is one text padded is no other one's, and what is one message is written as one. */
    private static void isReadAsItIsWritten(byte[] bytes) {
        unlessRefused(() -> assertArrayEquals(bytes, Padding.pad(Padding.unpad(bytes))));
        unlessRefused(() -> Message.of(bytes).ifPresent(message ->
            assertEquals(Optional.of(message), Message.of(Layout.utf8(message.encode())))));
        Layout.text(bytes).ifPresent(text -> Layout.unb64(text)
            .ifPresent(decoded -> assertEquals(text, Layout.b64(decoded))));
    }

    private static void unlessRefused(Runnable step) {
        try {
            step.run();
        } catch (Refused refused) {
            assertEquals(Reason.BROKEN, refused.reason());
        }
    }

    private static byte[] id(int number) {
        return Arrays.copyOf(new byte[] {(byte) number}, FileFrame.ID_BYTES);
    }

    private static int next(ByteBuffer with) {
        return with.hasRemaining() ? Byte.toUnsignedInt(with.get()) : 0;
    }

    private static long number(ByteBuffer with) {
        long number = 0;
        while (with.hasRemaining() && number < 1L << 40) {
            number = number << Byte.SIZE | next(with);
        }
        return number;
    }

    private static byte[] rest(ByteBuffer with) {
        var rest = new byte[with.remaining()];
        with.get(rest);
        return rest;
    }

    private static byte[] step(int kind, int... with) {
        var bytes = new byte[with.length];
        for (int at = 0; at < with.length; at++) {
            bytes[at] = (byte) with[at];
        }
        return step(kind, bytes);
    }

    private static byte[] step(int kind, byte[] with) {
        return ByteBuffer.allocate(1 + Short.BYTES + with.length).put((byte) kind).putShort((short) with.length)
            .put(with).array();
    }
}
