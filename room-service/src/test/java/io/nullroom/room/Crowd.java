package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.RoomId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Many participants around one room after another, and what must be true whenever they pause. */
final class Crowd {
    private static final Duration LATE = StoreFixture.GRACE.plusSeconds(1);

    private final Random random;
    private final StoreFixture fixture;
    private final RoomConfig config;
    private final List<RoomStore> stores;
    private final List<Participant> participants;
    private Party party;
    private Duration age;

    /** A crowd that does the same with the same seed, as far as the stores let it. */
    Crowd(long seed, StoreFixture fixture, RoomConfig config, List<RoomStore> stores) {
        random = new Random(seed);
        this.fixture = fixture;
        this.config = config;
        this.stores = stores;
        participants = Stream.generate(() -> new Participant(random.nextLong(), stores)).limit(6).toList();
        meet();
    }

    RoomId room() {
        return party.room();
    }

    /** One participant does one thing. */
    void oneActs() {
        answer(participants.get(random.nextInt(participants.size())).act(party));
        check();
    }

    /** All do a few things each, at once. */
    void allAct() {
        answer(Future.all(participants.stream().map(each -> several(each, 1 + random.nextInt(5))).toList()));
        check();
    }

    /** Nothing happens, for longer than a grace period or a room's life. */
    void timePasses() {
        if (random.nextInt(5) == 0 || age.plus(LATE).compareTo(config.ttl().minusSeconds(30)) > 0) {
            fixture.advance(config.ttl());
            assertTrue(fixture.isEmpty(), "something outlived its room");
            meet();
        } else {
            fixture.advance(LATE);
            age = age.plus(LATE);
            participants.forEach(Participant::graceIsOver);
            check();
        }
    }

    private Future<?> several(Participant participant, int steps) {
        return steps == 0 ? Future.succeededFuture()
            : participant.act(party).compose(done -> several(participant, steps - 1));
    }

    private void check() {
        boolean there = answer(stores.get(0).find(new FindRoom(room())).map(true).otherwise(false));
        if (!there) {
            assertTrue(party.ending(), "the room is gone");
            assertTrue(party.ends().get() == 1 || participants.stream().noneMatch(Participant::hasAPlace),
                "a room ended and nobody was told");
            assertTrue(fixture.isEmpty(), "something outlived its room");
            meet();
            return;
        }
        assertEquals(0, party.ends().get(), "a room is there that was said to have ended");
        party.left().set(false);
        var insiders = participants.stream().filter(Participant::hasAPlace).toList();
        assertTrue(insiders.size() <= Room.PLACES, "more than two have a place");
        var proofs = insiders.stream().map(each -> answer(each.prove(party))).toList();
        if (proofs.size() == Room.PLACES) {
            assertEachSeesTheOther(proofs.get(0), proofs.get(1));
        }
    }

    private static void assertEachSeesTheOther(JoinRoom.Reply one, JoinRoom.Reply other) {
        assertEquals(one.connection(), other.peer().orElseThrow().connection());
        assertEquals(other.connection(), one.peer().orElseThrow().connection());
        assertTrue(one.initiator() ^ other.initiator(), "not one of the two is the initiator");
    }

    private void meet() {
        participants.forEach(Participant::forget);
        party = new Party(answer(stores.get(0).create(RoomId.random())).room(), config.destroyOnLeave());
        age = Duration.ZERO;
    }
}
