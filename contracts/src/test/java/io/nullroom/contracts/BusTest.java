package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions and answers over the bus of one JVM. */
@ExtendWith(VertxExtension.class)
class BusTest {

    @Test
    void anAnswerComesBackByReference(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        var seen = new AtomicReference<FindRoom>();
        var question = new FindRoom(RoomId.random());
        bus.answer(FindRoom.ADDRESS, asked -> {
                seen.set(asked);
                return Future.succeededFuture(new FindRoom.Reply(42));
            })
            .compose(ready -> bus.request(FindRoom.ADDRESS, question))
            .onComplete(test.succeeding(reply -> test.verify(() -> {
                assertEquals(42, reply.remainingMillis());
                assertSame(question, seen.get());
                test.completeNow();
            })));
    }

    @Test
    void aFailureKeepsItsCode(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        bus.answer(FindRoom.ADDRESS, asked -> FailureException.failed(Failure.ROOM_NOT_FOUND))
            .compose(ready -> bus.request(FindRoom.ADDRESS, new FindRoom(RoomId.random())))
            .onComplete(test.failing(cause -> test.verify(() -> {
                assertEquals(Failure.ROOM_NOT_FOUND, FailureException.of(cause));
                test.completeNow();
            })));
    }

    @Test
    void aFaultThatIsNotOnTheListSaysNoMoreThanInternalError(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        bus.answer(FindRoom.ADDRESS, asked -> {
                throw new IllegalStateException("canary");
            })
            .compose(ready -> bus.request(FindRoom.ADDRESS, new FindRoom(RoomId.random())))
            .onComplete(test.failing(cause -> test.verify(() -> {
                assertEquals(Failure.INTERNAL_ERROR, FailureException.of(cause));
                assertEquals("internal_error", cause.getMessage());
                test.completeNow();
            })));
    }

    @Test
    void whereNobodyAnswersTheServiceIsUnavailable(Vertx vertx, VertxTestContext test) {
        new Bus(vertx).request(CreateRoom.ADDRESS, new CreateRoom())
            .onComplete(test.failing(cause -> test.verify(() -> {
                assertEquals(Failure.SERVICE_UNAVAILABLE, FailureException.of(cause));
                test.completeNow();
            })));
    }

    @Test
    void whatIsPublishedReachesEverybodyInTheOrderOfItsSender(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        var both = test.checkpoint(2);
        Future.all(listener(bus, test, both), listener(bus, test, both)).onSuccess(ready -> {
            for (int count = 0; count < 1000; count++) {
                bus.publish(AnnounceInstance.ADDRESS, new AnnounceInstance("here", "localhost", 1, count, true));
            }
        });
    }

    private static Future<Void> listener(Bus bus, VertxTestContext test, Checkpoint done) {
        var expected = new AtomicInteger();
        return bus.listen(AnnounceInstance.ADDRESS, news -> test.verify(() -> {
            assertEquals(expected.getAndIncrement(), news.sockets());
            if (expected.get() == 1000) {
                done.flag();
            }
        }));
    }
}
