package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
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
    void newsArriveInTheOrderOfTheirSender(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        var expected = new AtomicReference<>(0);
        bus.listen(TellParticipant.at("here"), news -> test.verify(() -> {
            assertEquals(String.valueOf(expected.getAndUpdate(count -> count + 1)), news.socket());
            if (expected.get() == 1000) {
                test.completeNow();
            }
        })).onSuccess(ready -> {
            for (int i = 0; i < 1000; i++) {
                bus.tell(TellParticipant.at("here"),
                    new TellParticipant(String.valueOf(i), new Notice.PeerLeft(ConnectionId.random(), false)));
            }
        });
    }
}
