package io.nullroom.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever was refused once, or has left, is not heard again (A9, E1). */
final class InboxTest {
    private static final SessionKeys KEYS = new Meeting(1).keys();
    private static final byte[] CONFIRMATION = KEYS.confirmation(Role.INITIATOR);

    private final Side side = new Side();
    private final Inbox inbox = new Inbox(side);
    private final TextFrames frames = new TextFrames(KEYS.texts(Role.INITIATOR));

    @Test
    void theRightConfirmationComesTooLateAfterAWrongOne() {
        inbox.opens(conversation());
        inbox.text(new byte[CONFIRMATION.length]);
        inbox.text(CONFIRMATION);
        assertEquals(List.of("ended wrong_key: not the confirmation"), side.seen);
    }

    @Test
    void nothingIsHeardAfterAMessageThatIsNotWellFormed() {
        inbox.opens(conversation());
        inbox.text(CONFIRMATION);
        inbox.text(frames.seal(Layout.utf8("{\"type\":\"receipt\"}")));
        inbox.text(chat());
        assertEquals("ended broken: id is no text", side.seen.get(side.seen.size() - 1));
    }

    @Test
    void nothingIsHeardAfterAFarewell() {
        inbox.opens(conversation());
        inbox.text(CONFIRMATION);
        inbox.text(frames.seal(Layout.utf8("{\"type\":\"bye\"}")));
        inbox.text(chat());
        inbox.end(new Refused(Reason.NO_CONNECTION, "too late"));
        assertEquals("left", side.seen.get(side.seen.size() - 1));
    }

    @Test
    void whatIsSaidBeforeThereAreKeysIsReadThenUnlessItIsMoreThanAConfirmationNeeds() {
        inbox.text(CONFIRMATION);
        inbox.chunk(new byte[TextFrames.LONGEST]);
        inbox.text(chat());
        inbox.opens(conversation());
        assertEquals("heard a", side.seen.get(1));
        var flooded = new Side();
        var full = new Inbox(flooded);
        for (int count = 0; count <= Inbox.MOST_EARLY; count++) {
            full.text(CONFIRMATION);
        }
        assertEquals(List.of("ended broken: more than a confirmation before there are keys"), flooded.seen);
    }

    private Conversation conversation() {
        return new Conversation(KEYS, Role.RESPONDER, new Side(), side, Meeting.seeded(2));
    }

    private byte[] chat() {
        return frames.seal(Layout.utf8(Message.about("chat", new byte[16]).put("text", "a").encode()));
    }
}
