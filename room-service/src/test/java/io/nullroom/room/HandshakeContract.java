package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.StoreFixture.ENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store does about handshakes. */
interface HandshakeContract {
    HandshakeId NAME = new HandshakeId("0123456789abcdef".repeat(4));
    String BLOB = "QUJD".repeat(1024);

    StoreFixture fixture();

    @Test
    default void ofManyWhoTakeAtOnceOneGetsIt() {
        var store = fixture().store(ENDING);
        answer(store.store(new StoreHandshake(NAME, BLOB)));
        var takes = Stream.generate(() -> store.take(new TakeHandshake(NAME))).limit(50).toList();
        answer(Future.join(takes).otherwiseEmpty());
        assertEquals(1, takes.stream().filter(Future::succeeded).count());
    }

    @Test
    default void aHandshakeIsHandedOutOnceAndGone() {
        var store = fixture().store(ENDING);
        assertEquals(Done.DONE, answer(store.store(new StoreHandshake(NAME, BLOB))));
        assertEquals(new TakeHandshake.Reply(BLOB), answer(store.take(new TakeHandshake(NAME))));
        assertTrue(fixture().isEmpty());
        assertEquals(Failure.HANDSHAKE_NOT_FOUND, failure(store.take(new TakeHandshake(NAME))));
    }

    @Test
    default void aHandshakeIsNotOverwritten() {
        var store = fixture().store(ENDING);
        answer(store.store(new StoreHandshake(NAME, BLOB)));
        assertEquals(Failure.HANDSHAKE_EXISTS, failure(store.store(new StoreHandshake(NAME, "QQ=="))));
        assertEquals(new TakeHandshake.Reply(BLOB), answer(store.take(new TakeHandshake(NAME))));
        assertEquals(Done.DONE, answer(store.store(new StoreHandshake(NAME, "QQ=="))));
    }

    @Test
    default void aHandshakeWaitsForThreeMinutesAndNoLonger() {
        var store = fixture().store(ENDING);
        answer(store.store(new StoreHandshake(NAME, BLOB)));
        fixture().advance(Duration.ofSeconds(170));
        assertEquals(Failure.HANDSHAKE_EXISTS, failure(store.store(new StoreHandshake(NAME, BLOB))));
        fixture().advance(Duration.ofSeconds(10));
        assertTrue(fixture().isEmpty());
        assertEquals(Failure.HANDSHAKE_NOT_FOUND, failure(store.take(new TakeHandshake(NAME))));
    }
}
