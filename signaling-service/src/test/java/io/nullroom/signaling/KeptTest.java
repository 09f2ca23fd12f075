package io.nullroom.signaling;

import static io.nullroom.signaling.Stage.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.SignalId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an instance keeps for all together of what may not have arrived: L6 where there is too much of it. */
class KeptTest {
    private static final int LONG = 10_000;

    private final Stage stage = new Stage();
    private final Instance here = stage.instance;
    private final Instance there = stage.anotherInstance();
    private final String mine = stage.identifier("a");
    private final String yours = stage.identifier("b");

    @Test
    void whoseSignalsWaitHasLeftSoonerWhereAllKeepTooMuch() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        var others = othersKeepTooMuch(here);
        says(pair.second(), yours, 2);
        assertEquals(List.of(), pair.second().types());
        says(pair.second(), yours, 1);
        assertEquals(List.of("peer_left"), pair.second().types());
        others.close();
    }

    @Test
    void whereTheOthersAreDoneAllIsAsBefore() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        othersKeepTooMuch(here).close();
        says(pair.second(), yours, Kept.MOST / LONG - 1);
        assertEquals(List.of(), pair.second().types());
    }

    @Test
    void whoIsThereIsToldWhateverTheOthersKeep() {
        for (var other : List.of(here, there)) {
            var scene = new KeptTest();
            var pair = scene.stage.pair(scene.here, mine, other == here ? scene.here : scene.there, yours);
            othersKeepTooMuch(scene.here);
            scene.stage.time.turn(() -> numbers(0, 3).forEach(time -> pair.first().act(mine, signal(3 * LONG))));
            scene.stage.passes(1000);
            assertEquals(List.of("signal", "signal", "signal"), pair.second().types());
            assertEquals(List.of(), pair.first().types());
        }
    }

    @Test
    void aUsualBeginningIsKeptAllTheSame() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        othersKeepTooMuch(here);
        pair.second().act(yours, signal(3000));
        pair.second().says(yours, numbers(0, 12));
        var back = stage.visitor();
        back.subscribe(mine);
        assertEquals(13, back.types().stream().filter("signal"::equals).count());
    }

    @Test
    void lessIsRememberedWhereAllKeepTooMuch() {
        var pair = stage.pair(here, mine, there, yours);
        says(pair.first(), mine, 10);
        assertTrue(here.kept().bytes() > 10 * LONG);
        var others = othersKeepTooMuch(here);
        says(pair.first(), mine, 1);
        others.close();
        assertTrue(here.kept().bytes() < 3 * Character.BYTES * LONG, here.kept().bytes() + " bytes");
    }

    @Test
    void whatIsKeptCountsUntilItHasArrivedOrTheRoomIsOver() {
        var pair = stage.pair(mine, yours);
        pair.first().session().lost();
        says(pair.second(), yours, 5);
        assertTrue(here.kept().bytes() > 5 * LONG);
        var back = stage.visitor();
        back.subscribe(mine);
        stage.passes(13_000);
        assertEquals(0, here.kept().bytes());
        back.session().lost();
        says(pair.second(), yours, 5);
        stage.passes(FakeRooms.TTL);
        assertEquals(0, here.kept().bytes());
    }

    private static Kept.Part othersKeepTooMuch(Instance instance) {
        var others = instance.kept().open();
        var notice = new Notice.Signal(ConnectionId.random(), new SignalId(1, 1), "x".repeat(LONG));
        for (long bytes = 0; bytes <= Stage.KEPT; bytes += LONG) {
            others.add(notice);
        }
        return others;
    }

    private void says(Stage.Visitor speaker, String identifier, int times) {
        for (int time = 0; time < times; time++) {
            speaker.act(identifier, signal(LONG));
            stage.time.advance(100);
        }
    }

    private static String signal(int characters) {
        return new JsonObject().put("action", "send_signal").put("data", "x".repeat(characters)).encode();
    }
}
