package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One socket from welcome to close: what it is told, and what ends it. */
class SessionTest {
    private final Stage stage = new Stage();

    @Test
    void aSocketIsWelcomedFirst() {
        assertEquals(List.of(new JsonObject("{\"type\":\"welcome\"}")), stage.visitor().wire().news());
    }

    @Test
    void theFirstOneInIsTheInitiatorAndHearsOfTheSecond() {
        var first = stage.visitor();
        first.subscribe(stage.identifier());
        var news = first.wire().news();
        assertEquals("confirm_subscription", news.get(1).getString("type"));
        assertEquals(stage.identifier(), news.get(1).getString("identifier"));
        var init = news.get(2).getJsonObject("message");
        assertEquals("init", init.getString("type"));
        assertTrue(init.getBoolean("initiator"));
        assertFalse(init.getBoolean("resumed"));
        assertFalse(init.getBoolean("peer_present"));
        assertEquals(900, init.getInteger("ttl_seconds"));
        assertEquals(900_000, init.getInteger("ttl_milliseconds"));
        assertEquals(16_777_216, init.getInteger("file_size_limit"));
        assertTrue(init.getBoolean("file_sharing"));

        var second = stage.visitor();
        second.subscribe(stage.identifier());
        var secondInit = second.wire().news().get(2).getJsonObject("message");
        assertFalse(secondInit.getBoolean("initiator"));
        assertTrue(secondInit.getBoolean("peer_present"));
        assertEquals(new JsonObject().put("type", "peer_ready").put("initiator", true)
            .put("connection_id", secondInit.getString("connection_id")), first.wire().message());
    }

    @Test
    void aThirdParticipantIsRejectedAndLearnsNothingElse() {
        stage.pair();
        var third = stage.visitor();
        third.wire().news();
        third.subscribe(stage.identifier());
        assertEquals(List.of(new JsonObject().put("identifier", stage.identifier())
            .put("type", "reject_subscription")), third.wire().news());
        assertTrue(third.wire().ended.isEmpty());
    }

    @Test
    void theIdentifierIsEchoedAsEachClientSpellsIt() {
        var other = stage.identifier().replace("{", "{ ").replace(",", ", \"extra\":1,");
        var pair = stage.pair(stage.identifier(), other);
        pair.first().signal("{\"n\":1}");
        var heard = pair.second().wire().news().get(0);
        assertEquals(other, heard.getString("identifier"));
        assertEquals(new JsonObject("{\"n\":1}"), heard.getJsonObject("message").getJsonObject("data"));
        assertEquals("signal", heard.getJsonObject("message").getString("type"));
    }

    @Test
    void aRepeatedSubscribeOfTheSameIdentifierIsNotAFault() {
        var visitor = stage.pair().first();
        visitor.subscribe(stage.identifier());
        assertEquals(List.of(), visitor.wire().news());
        visitor.subscribe(stage.identifier().replace("{", "{ "));
        assertEquals(Optional.of(Failure.SUBSCRIPTION_LIMIT), visitor.wire().ended);
    }

    @Test
    void unsubscribingTellsTheOtherAndEndsTheRoom() {
        var pair = stage.pair();
        pair.first().send(new JsonObject().put("command", "unsubscribe").put("identifier", stage.identifier()));
        assertEquals("peer_left", pair.second().wire().message().getString("type"));
        pair.second().signal("1");
        assertTrue(pair.second().wire().ended.isEmpty(), "a late signal is no fault");
    }

    @Test
    void actionsOfASubscriptionThatNeverWasEndTheSocket() {
        var visitor = stage.visitor();
        visitor.signal("1");
        assertEquals(Optional.of(Failure.INVALID_IDENTIFIER), visitor.wire().ended);
    }

    @Test
    void theFileGateNamesTheLimitToTheAskerAlone() {
        var pair = stage.pair();
        pair.first().act("{\"action\":\"initiate_file_transfer\",\"metadata\":{\"file_size\":16777216}}");
        assertEquals("file_transfer_authorized", pair.first().wire().message().getString("type"));
        pair.first().act("{\"action\":\"initiate_file_transfer\",\"metadata\":{\"file_size\":16777217,"
            + "\"file_name\":\"canary.txt\"}}");
        var refusal = pair.first().wire().message();
        assertEquals("file_transfer_error", refusal.getString("type"));
        assertEquals("The file is too large: the limit is 16 MB.", refusal.getString("error"));
        assertEquals(List.of(), pair.second().wire().news());
    }

    @Test
    void aBurstBeyondTheLimitEndsTheOffenderAlone() {
        var pair = stage.pair();
        for (int i = 0; i < 10_000; i++) {
            pair.first().signal(String.valueOf(i));
        }
        assertEquals(Optional.of(Failure.RATE_LIMITED), pair.first().wire().ended);
        var heard = pair.second().wire().news();
        assertEquals(100, heard.size(), "99 signals beside the subscribe, and peer_left");
        assertTrue(pair.second().wire().ended.isEmpty());
    }

    @Test
    void theAllowanceComesBackWithTime() {
        var pair = stage.pair();
        for (int second = 0; second < 19; second++) {
            stage.time.advance(1000);
            for (int i = 0; i < 100; i++) {
                pair.first().signal("0");
            }
        }
        assertTrue(pair.first().wire().ended.isEmpty());
        stage.time.advance(1000);
        for (int i = 0; i < 100; i++) {
            pair.first().signal("0");
        }
        stage.time.advance(1000);
        pair.first().signal("0");
        assertEquals(Optional.of(Failure.ACTION_LIMIT), pair.first().wire().ended);
    }

    @Test
    void aMessageOverTheLimitEndsTheSocketEvenWhereItsCharactersAreFew() {
        var visitor = stage.visitor();
        visitor.say("€".repeat(65536 / 3 + 1));
        assertEquals(Optional.of(Failure.MESSAGE_TOO_LARGE), visitor.wire().ended);
    }

    @Test
    void aClientThatDoesNotReadIsLetGo() {
        var pair = stage.pair();
        pair.second().wire().congested = true;
        pair.first().signal("1");
        assertEquals(Optional.of(Failure.SLOW_READER), pair.second().wire().ended);
        assertTrue(pair.first().wire().ended.isEmpty());
    }

    @Test
    void everybodyIsPingedAndTheSilentAreLetGo() {
        var pair = stage.pair();
        beat(12, pair.first());
        assertEquals(2, pair.first().wire().pings, "each 15 seconds");
        assertEquals("ping", new JsonObject(pair.first().wire().sent.get(0)).getString("type"));
        assertTrue(pair.first().wire().ended.isEmpty());
        assertEquals(6, pair.second().wire().pings, "again and again");
        assertEquals(Optional.of(Failure.CONNECTION_LOST), pair.second().wire().ended);
    }

    @Test
    void whoAnswersEachPingIsKeptHoweverSoonSilenceCounts() {
        var visitor = stage.visitor(stage.anotherInstance(Duration.ofSeconds(6)));
        beat(8, visitor);
        assertTrue(visitor.wire().ended.isEmpty());
    }

    @Test
    void whoAnswersEachPingIsKeptAlsoWhereABeatIsLate() {
        var visitor = stage.visitor(stage.anotherInstance(Duration.ofSeconds(6)));
        beat(1, visitor);
        stage.time.advance(20);
        visitor.session().heard();
        beatAfter(2970, visitor);
        beatAfter(3060, visitor);
        assertTrue(visitor.wire().ended.isEmpty());
    }

    /** So many beats pass, and that one answers what it is asked by pings. */
    private void beat(int beats, Stage.Visitor answering) {
        for (int beat = 0; beat < beats; beat++) {
            beatAfter(3000, answering);
        }
    }

    private void beatAfter(int millis, Stage.Visitor answering) {
        stage.time.advance(millis);
        int before = answering.wire().pings;
        stage.network.instances.values().forEach(Instance::beat);
        if (answering.wire().pings > before) {
            answering.session().heard();
        }
    }

    @Test
    void aSocketWithoutASubscriptionIsLetGo() {
        var visitor = stage.visitor();
        for (int beat = 0; beat < 21; beat++) {
            stage.time.advance(3000);
            visitor.session().heard();
            stage.instance.beat();
        }
        assertEquals(Optional.of(Failure.IDLE), visitor.wire().ended);
        assertEquals(new Instance.Census(0, 0, 0), stage.instance.census());
    }

    @Test
    void whoeverGuessesRoomsIsLetGo() {
        stage.pair();
        var guesser = stage.visitor();
        for (int guess = 0; guess < 21; guess++) {
            stage.time.advance(1000);
            guesser.subscribe(stage.identifier().replace("}", ",\"n\":" + guess + "}"));
        }
        assertEquals(Optional.of(Failure.RATE_LIMITED), guesser.wire().ended);
    }

    @Test
    void aStoreOutOfReachIsNeverARejection() {
        stage.rooms.away = Optional.of(Failure.STORE_UNAVAILABLE);
        var visitor = stage.visitor();
        visitor.wire().news();
        visitor.subscribe(stage.identifier());
        assertEquals(List.of(), visitor.wire().news());
        assertEquals(Optional.of(Failure.STORE_UNAVAILABLE), visitor.wire().ended);
    }

    @Test
    void nothingIsReadWhileASubscribeIsUnderWay() {
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var visitor = stage.visitor();
        visitor.subscribe(stage.identifier());
        assertTrue(visitor.wire().paused);
        answer.complete();
        assertFalse(visitor.wire().paused);
    }

    @Test
    void aRejectedSocketReadsOn() {
        stage.pair();
        var third = stage.visitor();
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        third.subscribe(stage.identifier());
        answer.fail(new FailureException(Failure.ROOM_FULL));
        assertFalse(third.wire().paused);
    }
}
