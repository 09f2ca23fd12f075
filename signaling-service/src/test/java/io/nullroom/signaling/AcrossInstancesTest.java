package io.nullroom.signaling;

import static io.nullroom.signaling.Stage.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two participants on two instances, and what becomes of them when one of the instances dies. */
class AcrossInstancesTest {
    private final Stage stage = new Stage();
    private final Instance here = stage.instance;
    private final Instance there = stage.anotherInstance();
    private final Instance third = stage.anotherInstance();
    private final String mine = stage.identifier("a");
    private final String yours = stage.identifier("b");

    @Test
    void signalsPassBothWaysInOrder() {
        var pair = stage.pair(here, mine, there, yours);
        pair.first().says(mine, numbers(0, 50));
        pair.second().says(yours, numbers(0, 50));
        assertEquals(numbers(0, 50), pair.first().heard());
        assertEquals(numbers(0, 50), pair.second().heard());
    }

    @Test
    void whatIsSaidInOneTurnOfTheEventLoopIsOneQuestion() {
        var pair = stage.pair(here, mine, there, yours);
        int before = stage.network.told.size();
        stage.time.turn(() -> pair.first().says(mine, numbers(0, 13)));
        assertEquals(numbers(0, 13), pair.second().heard());
        assertEquals(before + 1, stage.network.told.size());
    }

    @Test
    void aTurnMaySayMoreThanALineKeeps() {
        var large = '"' + "x".repeat(60_000) + '"';
        for (var place : List.of(here, there)) {
            var pair = stage.pair(here, stage.identifier(), place, stage.identifier());
            stage.time.turn(() -> IntStream.range(0, 20).forEach(each -> pair.first().signal(large)));
            assertEquals(20, pair.second().wire().news().size());
            assertTrue(pair.second().wire().ended.isEmpty());
            pair.first().session().lost();
            pair.second().session().lost();
        }
    }

    @Test
    void whatIsSaidToADeadInstanceArrivesOnceAndInOrderWhereThePlaceIsResumed() {
        var pair = stage.pair(here, mine, there, yours);
        pair.first().says(mine, numbers(0, 10));
        stage.kill(there);
        pair.first().says(mine, numbers(10, 20));
        stage.passes(3000);
        pair.first().says(mine, numbers(20, 30));
        var back = stage.visitor(third);
        back.subscribe(yours);
        pair.first().says(mine, numbers(30, 40));
        assertEquals(numbers(0, 10), pair.second().heard());
        assertEquals(numbers(10, 40), back.heard());
        back.says(yours, numbers(0, 10));
        stage.passes(FakeRooms.GRACE * 2);
        assertEquals(numbers(0, 10), pair.first().heard());
        assertEquals(List.of(), pair.first().types(), "no peer_left");
    }

    @Test
    void whoseInstanceDiedAndWhoDoesNotComeBackHasLeftAfterTheGracePeriod() {
        var pair = stage.pair(here, mine, there, yours);
        stage.kill(there);
        stage.passes(5000);
        assertEquals(List.of(), pair.first().types());
        stage.rooms.graceOver = true;
        stage.passes(1500);
        assertEquals(List.of("peer_left"), pair.first().types());
        assertEquals(0, here.census().places());
    }

    @Test
    void whoResumesBesideADeadInstanceMissesThePeerThereToo() {
        var pair = stage.pair(here, mine, there, yours);
        stage.kill(there);
        pair.first().session().lost();
        var back = stage.visitor(third);
        back.subscribe(mine);
        stage.rooms.graceOver = true;
        stage.passes(3000);
        assertTrue(back.types().contains("peer_left"));
    }

    @Test
    void whoWasAwayWhenTheOtherCameInIsToldOfItOnReturn() {
        var first = stage.visitor(here);
        first.subscribe(mine);
        first.session().lost();
        stage.visitor(there).subscribe(yours);
        var back = stage.visitor(third);
        back.subscribe(mine);
        stage.passes(2000);
        assertEquals(1, back.types().stream().filter("peer_ready"::equals).count());
    }

    @Test
    void twoWhoseCommonInstanceDiedFindEachOther() {
        var first = stage.visitor(there);
        first.subscribe(mine);
        var second = stage.visitor(there);
        second.subscribe(yours);
        stage.kill(there);
        var firstBack = stage.visitor(here);
        firstBack.subscribe(mine);
        firstBack.says(mine, numbers(0, 5));
        stage.passes(1000);
        var secondBack = stage.visitor(third);
        secondBack.subscribe(yours);
        firstBack.says(mine, numbers(5, 10));
        secondBack.says(yours, numbers(0, 10));
        stage.passes(FakeRooms.GRACE * 2);
        assertEquals(numbers(0, 10), secondBack.heard());
        assertEquals(numbers(0, 10), firstBack.heard());
    }

    @Test
    void twoWhoseCommonInstanceDiedMeetOnAnotherWhicheverOfThemIsReadyFirst() {
        stage.visitor(there).subscribe(mine);
        stage.visitor(there).subscribe(yours);
        stage.kill(there);
        var firstGivenUp = Promise.<Void>promise();
        stage.network.patience = firstGivenUp.future();
        var first = stage.visitor(here);
        first.subscribe(mine);
        stage.network.patience = Future.succeededFuture();
        var second = stage.visitor(here);
        second.subscribe(yours);
        firstGivenUp.complete();
        first.says(mine, numbers(0, 5));
        second.says(yours, numbers(0, 5));
        assertEquals(numbers(0, 5), second.heard());
        assertEquals(numbers(0, 5), first.heard());
    }

    @Test
    void aPartitionThatHealsCostsNothing() {
        var pair = stage.pair(here, mine, there, yours);
        // The room-service hears of everybody; the two instances do not reach each other.
        stage.network.dead.add(there.name());
        pair.first().says(mine, numbers(0, 10));
        stage.rooms.graceOver = true;
        stage.passes(30_000);
        stage.network.dead.clear();
        stage.passes(2000);
        assertEquals(numbers(0, 10), pair.second().heard());
        assertEquals(List.of(), pair.first().types());
    }

    @Test
    void whatWasNotTakenYetIsHandedOverToTheNextSocket() {
        var pair = stage.pair(here, mine, there, yours);
        pair.second().session().lost();
        pair.first().says(mine, numbers(0, 10));
        pair.first().session().lost();
        var firstBack = stage.visitor(third);
        firstBack.subscribe(mine);
        firstBack.says(mine, numbers(10, 20));
        var secondBack = stage.visitor(here);
        secondBack.subscribe(yours);
        assertEquals(numbers(0, 20), secondBack.heard());
        assertEquals(2, stage.network.instances.values().stream().mapToInt(one -> one.census().places()).sum());
    }

    @Test
    void whatWasNotTakenYetIsHandedOverAlsoWhereTheNextSocketIsSlowToAsk() {
        var pair = stage.pair(here, mine, there, yours);
        pair.second().session().lost();
        pair.first().says(mine, numbers(0, 10));
        pair.first().session().lost();
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var firstBack = stage.visitor(third);
        firstBack.subscribe(mine);
        stage.rooms.slow = Optional.empty();
        stage.passes(2000);
        answer.complete();
        var secondBack = stage.visitor(here);
        secondBack.subscribe(yours);
        assertEquals(numbers(0, 10), secondBack.heard());
    }

    @Test
    void whatIsOnItsWayWhenAnInstanceGoesDownArrivesThoughTheNextSocketIsFaster() {
        var pair = stage.pair(here, mine, there, yours);
        here.drain();
        var back = stage.visitor(third);
        back.subscribe(mine);
        back.says(mine, numbers(5, 10));
        pair.first().says(mine, numbers(0, 5));
        pair.first().session().lost();
        assertEquals(numbers(0, 10), pair.second().heard());
    }

    @Test
    void anInstanceThatWasFrozenDoesNoHarmWhenItWakes() {
        var pair = stage.pair(here, mine, there, yours);
        stage.kill(there);
        stage.passes(2000);
        var back = stage.visitor(third);
        back.subscribe(yours);
        stage.network.dead.clear();
        pair.second().send(new JsonObject().put("command", "unsubscribe").put("identifier", yours));
        stage.passes(FakeRooms.GRACE * 2);
        pair.first().says(mine, numbers(0, 5));
        assertEquals(numbers(0, 5), back.heard());
        assertEquals(List.of(), pair.first().types());
        assertEquals(0, there.census().places());
    }

    @Test
    void anInstanceThatIsCutOffSendsItsClientsAway() {
        var pair = stage.pair(here, mine, there, yours);
        stage.kill(there);
        stage.rooms.away = Optional.of(Failure.SERVICE_UNAVAILABLE);
        stage.passes(4000);
        assertEquals(Optional.of(Failure.SERVICE_UNAVAILABLE), pair.first().wire().ended);
    }
}
