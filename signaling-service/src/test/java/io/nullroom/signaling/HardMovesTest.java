package io.nullroom.signaling;

import static io.nullroom.signaling.Stage.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Continuation;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sockets move while something else goes wrong, or much is said: still nothing is lost, and nobody thrown out. */
class HardMovesTest {
    private final Stage stage = new Stage();
    private final Instance here = stage.instance;
    private final Instance there = stage.anotherInstance();
    private final Instance third = stage.anotherInstance();
    private final Instance fourth = stage.anotherInstance();
    private final String mine = stage.identifier("a");

    private Passenger comes(Instance to, String identifier) {
        var passenger = new Passenger(stage, to, identifier);
        stage.passes(500);
        return passenger;
    }

    private Passenger other() {
        var other = comes(there, stage.identifier("b"));
        other.types();
        return other;
    }

    @Test
    void whoSaysMuchIsSaidAgainWithoutBeingTooMuch() {
        stage.network.slowness = 5;
        var one = comes(here, mine);
        var two = other();
        for (int second = 0; second < 4; second++) {
            one.says(numbers(second * 80, second * 80 + 80));
            stage.passes(1000);
        }
        assertEquals(numbers(0, 320), two.heard());
        stage.kill(here);
        one.moves(third);
        stage.passes(3000);
        one.says(numbers(320, 330));
        stage.passes(1000);
        assertEquals(numbers(320, 330), two.heard());
        assertEquals(Optional.empty(), two.wire().ended);
    }

    @Test
    void whoSaysMuchIsSaidAgainAlsoWhereBothHaveMoved() {
        var one = comes(here, mine);
        var two = other();
        for (int second = 0; second < 4; second++) {
            one.says(numbers(second * 80, second * 80 + 80));
            stage.passes(1000);
        }
        stage.kill(there);
        stage.kill(here);
        one.moves(third);
        stage.passes(500);
        two.moves(fourth);
        stage.passes(3000);
        assertFalse(stage.rooms.isEmpty());
        assertEquals(numbers(0, 320), two.heard());
    }

    @Test
    void whatIsSaidAgainComesSoon() {
        stage.network.slowness = 5;
        var one = comes(here, mine);
        var two = other();
        two.wire().losesAll = true;
        one.says(numbers(0, 3));
        stage.passes(500);
        stage.kill(there);
        two.moves(third);
        for (int waited = 0; waited < 200; waited += 10) {
            stage.time.advance(10);
        }
        assertEquals(numbers(0, 3), two.heard());
    }

    @Test
    void aLeaveThatIsAskedTwiceIsNoneWhereTheSocketHasMovedOn() {
        var one = comes(here, stage.identifier());
        var two = other();
        stage.rooms.away = Optional.of(Failure.SERVICE_UNAVAILABLE);
        one.session().lost();
        stage.rooms.away = Optional.empty();
        one.moves(third);
        stage.passes(3000);
        one.says(numbers(0, 3));
        stage.passes(3000);
        assertEquals(numbers(0, 3), two.heard());
        assertEquals(List.of(), two.types());
    }

    @Test
    void aReleaseThatIsAskedTwiceIsNoneEither() {
        var one = comes(here, mine);
        var two = other();
        one.session().lost();
        stage.network.losesTakeOvers = true;
        one.moves(third);
        stage.passes(FakeRooms.GRACE - 1500);
        stage.rooms.away = Optional.of(Failure.SERVICE_UNAVAILABLE);
        stage.passes(2000);
        stage.rooms.away = Optional.empty();
        stage.passes(4000);
        assertEquals(List.of(), two.types());
    }

    @Test
    void anInstanceThatWakesUpTakesNoPlaceFromTheOneThatFollowedIt() {
        for (boolean withSecret : List.of(true, false)) {
            var scene = new HardMovesTest();
            var two = scene.other();
            var passage = Passage.random();
            var frozen = scene.stage.visitor(scene.here, arrival(passage, Optional.empty()));
            var next = scene.stage.visitor(scene.third, arrival(passage, Optional.of(unconfirmed())));
            var asked = withSecret ? scene.mine : scene.stage.identifier();
            next.subscribe(asked);
            // It reads what lay there first, and only then that the socket is gone.
            frozen.subscribe(asked);
            frozen.session().lost();
            scene.stage.passes(3000);
            assertEquals(Optional.empty(), next.wire().ended);
            next.says(asked, numbers(0, 3));
            scene.stage.passes(1000);
            assertEquals(numbers(0, 3), two.heard());
        }
    }

    @Test
    void anAnswerThatComesWhenTheSocketIsElsewhereTurnsNobodyAway() {
        var two = other();
        var passage = Passage.random();
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var former = stage.visitor(here, arrival(passage, Optional.empty()));
        former.subscribe(mine);
        stage.rooms.slow = Optional.empty();
        stage.network.dead.add(here.name());
        var next = stage.visitor(third, arrival(passage, Optional.of(unconfirmed())));
        next.subscribe(mine);
        stage.passes(1000);
        stage.network.dead.remove(here.name());
        former.session().lost();
        answer.complete();
        stage.passes(1000);
        next.says(mine, numbers(0, 3));
        stage.passes(5000);
        stage.rooms.graceOver = true;
        stage.passes(3000);
        assertFalse(stage.rooms.isEmpty());
        assertEquals(numbers(0, 3), two.heard());
    }

    @Test
    void anActionOfASubscriptionThatHasEndedIsLateAlsoAtTheNextInstance() {
        var one = comes(here, mine);
        other().unsubscribes();
        assertTrue(one.types().contains("peer_left"));
        one.moves(third);
        one.says(numbers(0, 1));
        assertEquals(Optional.empty(), one.wire().ended);
    }

    @Test
    void whatWaitsAtAnInstanceThatDrainsIsTakenAlongHoweverOldItIs() {
        var one = comes(here, mine);
        other().session().lost();
        one.says(numbers(0, 5));
        stage.passes(13_000);
        one.isForgotten();
        one.says(numbers(5, 7));
        here.drain();
        stage.passes(500);
        one.moves(third);
        stage.passes(500);
        var back = stage.visitor(fourth);
        back.subscribe(stage.identifier("b"));
        stage.passes(3000);
        assertEquals(numbers(0, 7), back.heard());
    }

    @Test
    void oneMovesWhileTheOtherComesBackByItself() {
        var one = comes(here, mine);
        var two = other();
        one.types();
        one.wire().losesAll = true;
        two.says(numbers(0, 5));
        stage.kill(here);
        two.session().lost();
        stage.visitor(fourth).subscribe(stage.identifier("b"));
        stage.passes(1000);
        one.moves(third);
        stage.passes(5000);
        assertEquals(numbers(0, 5), one.heard());
    }

    @Test
    void whatAnInstanceTookForAClientThatItNeverConfirmedIsSaidAgain() {
        var passage = Passage.random();
        var former = stage.visitor(here, arrival(passage, Optional.empty()));
        former.wire().losesAll = true;
        former.subscribe(mine);
        other().says(numbers(0, 3));
        stage.kill(here);
        var next = stage.visitor(third, arrival(passage, Optional.of(unconfirmed())));
        next.subscribe(mine);
        stage.passes(3000);
        assertEquals(List.of("confirm_subscription", "init", "peer_ready", "signal", "signal", "signal"),
            next.wire().news().stream().skip(1)
                .map(news -> news.getValue("message") instanceof JsonObject message
                    ? message.getString("type") : news.getString("type")).toList());
    }

    private static Arrival arrival(Passage passage, Optional<Continuation> continuation) {
        return new Arrival(Optional.of("gateway"), Optional.of(passage), continuation);
    }

    /** Of a client that was welcomed, and whose subscription may be under way. */
    private static Continuation unconfirmed() {
        return new Continuation(Standing.WELCOMED, 1, 1, 1, false);
    }
}
