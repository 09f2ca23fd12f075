package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A participant's place: kept over a lost socket, given up when it must be. */
class PlaceTest {
    private final Stage stage = new Stage();
    private final String mine = stage.identifier("a");
    private final String yours = stage.identifier("b");

    @Test
    void aLostSocketWithoutASecretIsALeave() {
        var pair = stage.pair();
        pair.first().session().lost();
        assertEquals("peer_left", pair.second().wire().message().getString("type"));
        assertEquals(new Instance.Census(1, 0, 0), stage.instance.census());
    }

    @Test
    void aPlaceIsResumedAndTheOtherIsToldNothing() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        stage.time.advance(FakeRooms.GRACE - 1);
        var back = stage.visitor();
        back.subscribe(mine);
        var init = back.wire().news().get(2).getJsonObject("message");
        assertTrue(init.getBoolean("resumed"));
        assertTrue(init.getBoolean("initiator"));
        assertTrue(init.getBoolean("peer_present"));
        stage.time.advance(FakeRooms.GRACE * 2);
        assertEquals(List.of(), pair.second().wire().news());
        back.act(mine, "{\"action\":\"send_signal\",\"data\":1}");
        assertEquals("signal", pair.second().wire().message().getString("type"));
        pair.second().act(yours, "{\"action\":\"send_signal\",\"data\":2}");
        assertEquals(2, back.wire().message().getInteger("data"));
    }

    @Test
    void signalsSentToAHeldPlaceArriveInOrderAfterTheResume() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        for (int i = 0; i < 50; i++) {
            pair.second().act(yours, "{\"action\":\"send_signal\",\"data\":" + i + "}");
        }
        var back = stage.visitor();
        back.subscribe(mine);
        var news = back.wire().news();
        assertEquals("init", news.get(2).getJsonObject("message").getString("type"));
        for (int i = 0; i < 50; i++) {
            assertEquals(i, news.get(3 + i).getJsonObject("message").getInteger("data"));
        }
    }

    @Test
    void whatIsOnItsWayWhenTheServerGoesDownStillArrives() {
        var pair = stage.pair(mine, yours);
        stage.instance.drain();
        assertEquals(Optional.of(Failure.SERVER_RESTART), pair.first().wire().ended);
        pair.first().act(mine, "{\"action\":\"send_signal\",\"data\":7}");
        assertEquals(7, pair.second().wire().message().getInteger("data"));
        pair.first().session().lost();
        var back = stage.visitor();
        back.subscribe(mine);
        assertTrue(back.wire().news().get(2).getJsonObject("message").getBoolean("resumed"));
    }

    @Test
    void whoseGatewayGoesDownIsSentAwayAndNobodyElse() {
        var pair = new Stage.Pair(by("one"), by("two"));
        pair.first().subscribe(mine);
        pair.second().subscribe(yours);
        pair.second().wire().news();
        stage.instance.sendAway("one");
        assertEquals(Optional.of(Failure.SERVER_RESTART), pair.first().wire().ended);
        pair.first().act(mine, "{\"action\":\"send_signal\",\"data\":7}");
        assertEquals(List.of(7), pair.second().wire().news().stream()
            .map(news -> news.getJsonObject("message").getInteger("data")).toList());
        assertEquals(Optional.empty(), pair.second().wire().ended);
    }

    @Test
    void whoNeverReturnsHasLeftAfterTheGracePeriod() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        stage.time.advance(FakeRooms.GRACE - 1);
        assertEquals(List.of(), pair.second().wire().news());
        stage.rooms.graceOver = true;
        stage.time.advance(1);
        assertEquals("peer_left", pair.second().wire().message().getString("type"));
        assertEquals(0, stage.instance.census().places());
    }

    @Test
    void aReleaseThatComesTooEarlyIsTriedAgain() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        stage.time.advance(FakeRooms.GRACE);
        assertEquals(List.of(), pair.second().wire().news());
        stage.rooms.graceOver = true;
        stage.time.advance(1);
        assertEquals("peer_left", pair.second().wire().message().getString("type"));
    }

    @Test
    void aResumeTakesThePlaceFromASocketThatStillSeemsToBeThere() {
        var pair = stage.pair(mine, yours);
        var back = stage.visitor();
        back.subscribe(mine);
        assertEquals(Optional.of(Failure.RESUMED_ELSEWHERE), pair.first().wire().ended);
        pair.first().session().lost();
        stage.time.advance(FakeRooms.GRACE * 2);
        assertEquals(List.of(), pair.second().wire().news());
        assertEquals(new Instance.Census(2, 2, 1), stage.instance.census());
    }

    @Test
    void aSocketLostWhileItJoinsKeepsThePlaceForTheGracePeriod() {
        var first = stage.visitor();
        first.subscribe(mine);
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var second = stage.visitor();
        second.subscribe(yours);
        second.session().lost();
        stage.rooms.slow = Optional.empty();
        answer.complete();
        assertTrue(stage.rooms.asked.get(stage.rooms.asked.size() - 1) instanceof HoldPlace);
        var back = stage.visitor();
        back.subscribe(yours);
        assertTrue(back.wire().news().get(2).getJsonObject("message").getBoolean("resumed"));
    }

    @Test
    void newsThatOvertakeTheAnswerWaitForIt() {
        var answer = Promise.<Void>promise();
        stage.rooms.slow = Optional.of(answer);
        var first = stage.visitor();
        first.wire().news();
        first.subscribe(mine);
        stage.rooms.slow = Optional.empty();
        var second = stage.visitor();
        second.subscribe(yours);
        second.act(yours, "{\"action\":\"send_signal\",\"data\":1}");
        assertEquals(List.of(), first.wire().news());
        answer.complete();
        var types = first.wire().news().stream()
            .map(news -> news.getJsonObject("message", news).getString("type")).toList();
        assertEquals(List.of("confirm_subscription", "init", "peer_ready", "signal"), types);
    }

    @Test
    void theRoomEndsForBothAtTheSameMoment() {
        var pair = stage.pair(mine, yours);
        stage.time.advance(FakeRooms.TTL - 1);
        assertTrue(pair.first().wire().ended.isEmpty());
        stage.time.advance(1);
        for (var visitor : List.of(pair.first(), pair.second())) {
            assertEquals("room_expired", visitor.wire().message().getString("type"));
            assertEquals(Optional.of(Failure.ROOM_EXPIRED), visitor.wire().ended);
        }
        assertEquals(new Instance.Census(0, 0, 0), stage.instance.census());
    }

    @Test
    void aHeldPlaceIsForgottenWithItsRoom() {
        var pair = stage.pair(mine, yours);
        stage.time.advance(FakeRooms.TTL - 5);
        pair.first().session().lost();
        stage.time.advance(5);
        assertEquals(new Instance.Census(0, 0, 0), stage.instance.census());
    }

    @Test
    void aStoreThatIsAwayIsAskedAgainUntilThePlaceIsSettled() {
        var pair = stage.pair();
        stage.rooms.away = Optional.of(Failure.STORE_UNAVAILABLE);
        pair.first().session().lost();
        stage.time.advance(20_000);
        assertEquals(List.of(), pair.second().wire().news());
        stage.rooms.away = Optional.empty();
        stage.time.advance(1000);
        assertEquals("peer_left", pair.second().wire().message().getString("type"));
    }

    @Test
    void aFloodAtAHeldPlaceIsBounded() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        var large = "\"" + "x".repeat(60_000) + "\"";
        for (int i = 0; i < 6; i++) {
            pair.second().act(yours, "{\"action\":\"send_signal\",\"data\":" + large + "}");
        }
        assertEquals("peer_left", pair.second().wire().message().getString("type"));
        assertEquals(0, stage.instance.census().places());
    }

    @Test
    void aDrainSendsEverybodyAwayAndHoldsTheirPlaces() {
        var pair = stage.pair(mine, yours);
        var drained = stage.instance.drain();
        stage.time.advance(10);
        assertTrue(drained.succeeded());
        assertEquals(Optional.of(Failure.SERVER_RESTART), pair.first().wire().ended);
        assertEquals(Optional.of(Failure.SERVER_RESTART), pair.second().wire().ended);
        assertEquals(2, stage.rooms.asked.stream().filter(HoldPlace.class::isInstance).count());
    }

    @Test
    void aPeerOnAnotherInstanceIsToldThroughTheBus() {
        var elsewhere = new Endpoint("elsewhere", "socket");
        stage.rooms.join(new JoinRoom(RoomId.random(), elsewhere, Optional.empty(), Optional.empty()));
        var here = stage.visitor();
        here.subscribe(mine);
        here.act(mine, "{\"action\":\"send_signal\",\"data\":{\"n\":1}}");
        assertEquals(1, stage.network.told.size(), "what is said while it is not answered waits for the answer");
        assertTrue(stage.network.told.get(0).notices().get(0) instanceof Notice.PeerJoined);
    }

    @Test
    void newsForASocketThatIsGoneIsAnsweredSo() {
        var news = new TellParticipant("nobody", new Endpoint("elsewhere", "socket"), 1,
            List.of(new Notice.PeerLeft(ConnectionId.random(), true)));
        assertEquals(TellParticipant.Reply.UNKNOWN, stage.instance.deliver(news).result());
        assertEquals(new Instance.Census(0, 0, 0), stage.instance.census());
    }

    private Stage.Visitor by(String gateway) {
        return stage.visitor(stage.instance, new Arrival(Optional.of(gateway), Optional.empty(), Optional.empty()));
    }
}
