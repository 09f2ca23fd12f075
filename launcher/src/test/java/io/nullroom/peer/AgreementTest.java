package io.nullroom.peer;

import static io.nullroom.peer.Vectors.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two people agree, later rounds change nothing, and whoever comes between them is seen (A). */
final class AgreementTest {

    @Test
    void bothHaveTheSameKeysAndEachProvesItToTheOther() {
        var meeting = new Meeting(1);
        meeting.signals();
        var first = meeting.initiator.release().orElseThrow();
        var second = meeting.responder.release().orElseThrow();
        assertArrayEquals(first.transcript(), second.transcript());
        for (var role : Role.values()) {
            first.check(role, second.confirmation(role));
            assertArrayEquals(first.texts(role), second.texts(role));
            assertArrayEquals(first.files(role), second.files(role));
            refused("wrong_key", () -> first.check(role, second.confirmation(role.other())), "reflected");
        }
    }

    @Test
    void keysAreGivenOutOnce() {
        var meeting = new Meeting(2);
        meeting.signals();
        assertTrue(meeting.initiator.release().isPresent());
        assertTrue(meeting.responder.release().isPresent());
        assertTrue(meeting.initiator.release().isEmpty());
        assertTrue(meeting.responder.release().isEmpty());
    }

    /** A7: whatever signal was lost, a later round brings it again. */
    @Test
    void aLaterRoundMakesUpForEveryLostSignal() {
        for (int lost = 0; lost < 4; lost++) {
            var meeting = new Meeting(3 + lost);
            round(meeting, lost);
            round(meeting, -1);
            assertEquals(Initiator.State.AGREED, meeting.initiator.state(), "lost " + lost);
            assertArrayEquals(meeting.initiator.release().orElseThrow().transcript(),
                meeting.responder.release().orElseThrow().transcript());
        }
    }

    @Test
    void aRestartOfASessionThatStandsMakesNoNewKeys() {
        var meeting = new Meeting(8);
        meeting.keys();
        meeting.responder.release();
        round(meeting, -1);
        assertEquals(2, meeting.responder.round());
        assertTrue(meeting.initiator.release().isEmpty());
        assertTrue(meeting.responder.release().isEmpty());
    }

    @Test
    void anOfferWhoseRoundDoesNotRiseDescribesNothing() {
        var meeting = new Meeting(15);
        var first = meeting.initiator.offer(Meeting.INITIATOR_SDP);
        meeting.responder.take(first);
        meeting.responder.take(meeting.initiator.offer(Meeting.INITIATOR_SDP));
        assertEquals(List.of(), meeting.responder.take(first));
        assertEquals(2, meeting.responder.round());
        refused("broken", () -> meeting.responder.take(first.copy().put("sdp", Meeting.sdp("66:66"))), "another");
        refused("broken", () -> meeting.responder.take(first.copy().put("round", 1001)), "too many");
    }

    @Test
    void earlyCandidatesOfALostRoundMakePlaceAndTheirEndIsPassedOver() {
        var taken = new ArrayList<String>();
        var candidates = new Candidates(candidate -> taken.add(candidate.line()));
        for (int count = 0; count < Candidates.MOST_EARLY + 6; count++) {
            candidates.take(candidate(1, "lost"));
        }
        List.of("a", "", "b").forEach(text -> candidates.take(candidate(2, text)));
        candidates.described(2);
        assertEquals(List.of("a", "b"), taken);
        for (int count = 0; count < Candidates.MOST_EARLY + 6; count++) {
            candidates.take(candidate(3, "early"));
        }
        candidates.described(3);
        assertEquals(2 + Candidates.MOST_EARLY, taken.size());
    }

    private static JsonObject candidate(long round, String text) {
        return new JsonObject().put("type", "candidate").put("round", round)
            .put("candidate", new JsonObject().put("candidate", text));
    }

    @Test
    void theSameSharesInAnotherRoomOrUnderAnotherLinkAgreeOnNothing() {
        var meeting = new Meeting(9);
        var stranger = new Responder(LinkKey.fresh(Meeting.seeded(10)), Meeting.ROOM, Meeting.seeded(11));
        var elsewhere = new Responder(meeting.link, Meeting.ROOM.replace('6', '7'), Meeting.seeded(12));
        for (var other : List.of(stranger, elsewhere)) {
            var initiator = new Initiator(meeting.link, Meeting.ROOM, Meeting.seeded(13));
            other.take(initiator.offer(Meeting.INITIATOR_SDP));
            var reveal = initiator.take(other.answer(Meeting.RESPONDER_SDP)).get(0);
            initiator.take(other.take(reveal).get(0));
            var mine = initiator.release().orElseThrow();
            var theirs = other.release().orElseThrow();
            refused("wrong_key",
                () -> mine.check(Role.RESPONDER, theirs.confirmation(Role.RESPONDER)), "another");
        }
    }

    /** Who holds the link and runs the server can talk to both; then the words differ. */
    @Test
    void whoSitsBetweenWithTheLinkIsShownByTheSafetyCode() {
        for (int seed = 0; seed < 100; seed++) {
            var victims = new Meeting(1000 + seed);
            var toInitiator = new Responder(victims.link, Meeting.ROOM, Meeting.seeded(2000 + seed));
            var toResponder = new Initiator(victims.link, Meeting.ROOM, Meeting.seeded(3000 + seed));
            toInitiator.take(victims.initiator.offer(Meeting.INITIATOR_SDP));
            var reveal = victims.initiator.take(toInitiator.answer(Meeting.sdp("66:66"))).get(0);
            victims.initiator.take(toInitiator.take(reveal).get(0));
            victims.responder.take(toResponder.offer(Meeting.sdp("66:66")));
            toResponder.take(victims.responder.answer(Meeting.RESPONDER_SDP)).forEach(victims.responder::take);
            assertNotEquals(SafetyCode.words(victims.initiator.release().orElseThrow().transcript()),
                SafetyCode.words(victims.responder.release().orElseThrow().transcript()));
        }
    }

    @Test
    void swappedFingerprintsAreRefusedByTheConfirmation() {
        var meeting = new Meeting(14);
        var offer = meeting.initiator.offer(Meeting.INITIATOR_SDP).put("sdp", Meeting.sdp("66:66"));
        meeting.responder.take(offer);
        var reveal = meeting.initiator.take(meeting.responder.answer(Meeting.RESPONDER_SDP)).get(0);
        meeting.initiator.take(meeting.responder.take(reveal).get(0));
        var mine = meeting.initiator.release().orElseThrow();
        var theirs = meeting.responder.release().orElseThrow();
        assertFalse(Arrays.equals(mine.transcript(), theirs.transcript()));
        refused("wrong_key", () -> mine.check(Role.RESPONDER, theirs.confirmation(Role.RESPONDER)), "swapped");
    }

    /** One round, in which the signal of that place is lost, and all that would have followed from it. */
    private static void round(Meeting meeting, int lost) {
        var offer = meeting.initiator.offer(Meeting.INITIATOR_SDP);
        if (lost == 0) {
            return;
        }
        meeting.responder.take(offer);
        var answer = meeting.responder.answer(Meeting.RESPONDER_SDP);
        if (lost == 1) {
            return;
        }
        for (var reveal : meeting.initiator.take(answer)) {
            if (lost != 2) {
                meeting.responder.take(reveal).stream().filter(encap -> lost != 3).forEach(meeting.initiator::take);
            }
        }
    }
}
