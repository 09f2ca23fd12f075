package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.JoinRoom;
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
        var pair = pair();
        says(pair.first(), mine, 0, 50);
        says(pair.second(), yours, 0, 50);
        assertEquals(numbers(0, 50), heard(pair.first()));
        assertEquals(numbers(0, 50), heard(pair.second()));
    }

    @Test
    void whatIsSaidToADeadInstanceArrivesOnceAndInOrderWhereThePlaceIsResumed() {
        var pair = pair();
        says(pair.first(), mine, 0, 10);
        stage.kill(there);
        says(pair.first(), mine, 10, 20);
        stage.passes(3000);
        says(pair.first(), mine, 20, 30);
        var back = stage.visitor(third);
        back.subscribe(yours);
        says(pair.first(), mine, 30, 40);
        assertEquals(numbers(0, 10), heard(pair.second()));
        assertEquals(numbers(10, 40), heard(back));
        says(back, yours, 0, 10);
        stage.passes(FakeRooms.GRACE * 2);
        assertEquals(numbers(0, 10), heard(pair.first()));
        assertEquals(List.of(), types(pair.first()), "no peer_left");
    }

    @Test
    void whoseInstanceDiedAndWhoDoesNotComeBackHasLeftAfterTheGracePeriod() {
        var pair = pair();
        stage.kill(there);
        stage.passes(5000);
        assertEquals(List.of(), types(pair.first()));
        stage.rooms.graceOver = true;
        stage.passes(1500);
        assertEquals(List.of("peer_left"), types(pair.first()));
        assertEquals(0, here.census().places());
    }

    @Test
    void whoResumesBesideADeadInstanceMissesThePeerThereToo() {
        var pair = pair();
        stage.kill(there);
        pair.first().session().lost();
        var back = stage.visitor(third);
        back.subscribe(mine);
        stage.rooms.graceOver = true;
        stage.passes(3000);
        assertTrue(types(back).contains("peer_left"));
    }

    @Test
    void whosePlaceMovedOnWhileItWasAskedToBeHeldHasNotLeft() {
        var pair = pair();
        stage.rooms.away = Optional.of(Failure.SERVICE_UNAVAILABLE);
        pair.first().session().lost();
        stage.rooms.away = Optional.empty();
        stage.network.losesTakeOvers = true;
        var back = stage.visitor(third);
        back.subscribe(mine);
        stage.passes(3000);
        assertEquals(List.of(), types(pair.second()).stream().filter("peer_left"::equals).toList());
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
        assertEquals(1, types(back).stream().filter("peer_ready"::equals).count());
    }

    @Test
    void whoIsAnsweredLateIsToldOfWhomTheAnswerNames() {
        stage.rooms.lostAnswers = 1;
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var first = stage.visitor(here);
        first.subscribe(mine);
        stage.rooms.slow = Optional.empty();
        stage.visitor(there).subscribe(yours);
        answer.complete();
        assertEquals(1, types(first).stream().filter("peer_ready"::equals).count());
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
        says(firstBack, mine, 0, 5);
        stage.passes(1000);
        var secondBack = stage.visitor(third);
        secondBack.subscribe(yours);
        says(firstBack, mine, 5, 10);
        says(secondBack, yours, 0, 10);
        stage.passes(FakeRooms.GRACE * 2);
        assertEquals(numbers(0, 10), heard(secondBack));
        assertEquals(numbers(0, 10), heard(firstBack));
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
        says(first, mine, 0, 5);
        says(second, yours, 0, 5);
        assertEquals(numbers(0, 5), heard(second));
        assertEquals(numbers(0, 5), heard(first));
    }

    @Test
    void whatIsRepeatedBecauseAnAnswerWasLostIsHeardOnce() {
        var pair = pair();
        stage.network.losesAnswers = true;
        says(pair.first(), mine, 0, 10);
        stage.passes(3000);
        stage.network.losesAnswers = false;
        stage.passes(3000);
        says(pair.first(), mine, 10, 20);
        assertEquals(numbers(0, 20), heard(pair.second()));
    }

    @Test
    void aPartitionThatHealsCostsNothing() {
        var pair = pair();
        // The room-service hears of everybody; the two instances do not reach each other.
        stage.network.dead.add(there.name());
        says(pair.first(), mine, 0, 10);
        stage.rooms.graceOver = true;
        stage.passes(30_000);
        stage.network.dead.clear();
        stage.passes(2000);
        assertEquals(numbers(0, 10), heard(pair.second()));
        assertEquals(List.of(), types(pair.first()));
    }

    @Test
    void whatWasNotTakenYetIsHandedOverToTheNextSocket() {
        var pair = pair();
        pair.second().session().lost();
        says(pair.first(), mine, 0, 10);
        pair.first().session().lost();
        var firstBack = stage.visitor(third);
        firstBack.subscribe(mine);
        says(firstBack, mine, 10, 20);
        var secondBack = stage.visitor(here);
        secondBack.subscribe(yours);
        assertEquals(numbers(0, 20), heard(secondBack));
        assertEquals(2, stage.network.instances.values().stream().mapToInt(one -> one.census().places()).sum());
    }

    @Test
    void anInstanceThatWasFrozenDoesNoHarmWhenItWakes() {
        var pair = pair();
        stage.kill(there);
        stage.passes(2000);
        var back = stage.visitor(third);
        back.subscribe(yours);
        stage.network.dead.clear();
        pair.second().send(new JsonObject().put("command", "unsubscribe").put("identifier", yours));
        stage.passes(FakeRooms.GRACE * 2);
        says(pair.first(), mine, 0, 5);
        assertEquals(numbers(0, 5), heard(back));
        assertEquals(List.of(), types(pair.first()));
        assertEquals(0, there.census().places());
    }

    @Test
    void anInstanceThatIsCutOffSendsItsClientsAway() {
        var pair = pair();
        stage.kill(there);
        stage.rooms.away = Optional.of(Failure.SERVICE_UNAVAILABLE);
        stage.passes(4000);
        assertEquals(Optional.of(Failure.SERVICE_UNAVAILABLE), pair.first().wire().ended);
    }

    @Test
    void aRoomServiceThatDiesInAJoinCostsNobodyAnything() {
        var first = stage.visitor(here);
        stage.rooms.lostAnswers = 2;
        first.subscribe(mine);
        assertEquals(3, stage.rooms.asked.stream().filter(JoinRoom.class::isInstance).count());
        assertTrue(types(first).contains("init"));
        assertTrue(first.wire().ended.isEmpty());
    }

    @Test
    void aPlaceWhoseAnswerNeverCameIsGivenUp() {
        stage.rooms.lostAnswers = 3;
        var first = stage.visitor(here);
        first.subscribe(stage.identifier());
        assertEquals(Optional.of(Failure.SERVICE_UNAVAILABLE), first.wire().ended);
        assertEquals(new Instance.Census(0, 0, 0), here.census());
        assertTrue(stage.rooms.isEmpty(), "no ghost keeps the place");
    }

    @Test
    void aPlaceWhoseAnswerNeverCameWaitsForWhoCanResumeIt() {
        var first = stage.visitor(here);
        first.subscribe(mine);
        stage.rooms.lostAnswers = 3;
        stage.visitor(there).subscribe(yours);
        var back = stage.visitor(third);
        back.subscribe(yours);
        types(back);
        assertTrue(types(first).contains("peer_ready"), "whoever was never announced is announced now");
        says(first, mine, 0, 5);
        assertEquals(numbers(0, 5), heard(back));
    }

    private Stage.Pair pair() {
        var first = stage.visitor(here);
        first.subscribe(mine);
        var second = stage.visitor(there);
        second.subscribe(yours);
        types(first);
        types(second);
        return new Stage.Pair(first, second);
    }

    private static void says(Stage.Visitor visitor, String identifier, int from, int to) {
        for (int number = from; number < to; number++) {
            visitor.act(identifier, "{\"action\":\"send_signal\",\"data\":" + number + "}");
        }
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> heard(Stage.Visitor visitor) {
        return visitor.wire().news().stream().map(news -> news.getJsonObject("message", news))
            .filter(message -> "signal".equals(message.getString("type")))
            .map(message -> message.getInteger("data")).toList();
    }

    private static List<String> types(Stage.Visitor visitor) {
        return visitor.wire().news().stream()
            .map(news -> news.getJsonObject("message", news).getString("type")).toList();
    }
}
