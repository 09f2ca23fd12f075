package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A question to a cluster is asked until somebody answers it, but not twice where that would not be the same. */
@ExtendWith(VertxExtension.class)
class InquiryTest {
    private static final Exception NOBODY = new ReplyException(ReplyFailure.NO_HANDLERS, "");
    private static final Exception TIMEOUT = new ReplyException(ReplyFailure.TIMEOUT, "");

    /** How much time each attempt was given. */
    private final List<Long> attempts = new ArrayList<>();

    @Test
    void whereNobodyIsRegisteredItIsAskedAgain(Vertx vertx, VertxTestContext test) {
        new Inquiry<>(vertx, Insistence.DELIVERED_ONCE, left -> attempts.size() < 2
                ? attempt(left, Future.failedFuture(NOBODY))
                : attempt(left, Future.succeededFuture("here"))).answer()
            .onComplete(test.succeeding(answer -> test.verify(() -> {
                assertEquals("here", answer);
                assertEquals(3, attempts.size());
                test.completeNow();
            })));
    }

    @Test
    void nobodyAtAllIsToldWhenTheTimeIsOver(Vertx vertx, VertxTestContext test) {
        var start = System.nanoTime();
        new Inquiry<>(vertx, Insistence.REPEATABLE, left -> attempt(left, Future.failedFuture(NOBODY))).answer()
            .onComplete(test.failing(cause -> test.verify(() -> {
                assertSame(NOBODY, cause);
                assertTrue(System.nanoTime() - start > Bus.TIMEOUT.toNanos() / 2, "given up too early");
                assertTrue(attempts.get(attempts.size() - 1) <= 100, "time was left: " + attempts);
                test.completeNow();
            })));
    }

    @Test
    void whatCanBeDoneWithoutIsNotWaitedForWhereNobodyIs(Vertx vertx, VertxTestContext test) {
        assertEquals(Insistence.DISPENSABLE, IssueIceServers.ADDRESS.insistence());
        new Inquiry<>(vertx, Insistence.DISPENSABLE, left -> attempt(left, Future.failedFuture(NOBODY))).answer()
            .onComplete(test.failing(cause -> test.verify(() -> {
                assertSame(NOBODY, cause);
                assertEquals(1, attempts.size());
                test.completeNow();
            })));
    }

    @Test
    void whatAProviderIsAskedForIsNotAskedTwiceWhileItMayAnswer(Vertx vertx, VertxTestContext test) {
        Promise<String> slow = Promise.promise();
        vertx.setTimer(IssueIceServers.PROVIDER_TIMEOUT.toMillis(), over -> slow.complete("slow"));
        new Inquiry<>(vertx, Insistence.DISPENSABLE, left -> attempt(left, slow.future())).answer()
            .onComplete(test.succeeding(answer -> test.verify(() -> {
                assertEquals(1, attempts.size());
                test.completeNow();
            })));
    }

    @Test
    void whereNoAnswerComesARepeatableQuestionIsAskedOnceMore(Vertx vertx, VertxTestContext test) {
        new Inquiry<>(vertx, Insistence.REPEATABLE, left -> attempts.isEmpty()
                ? attempt(left, Promise.<String>promise().future())
                : attempt(left, Future.succeededFuture("another"))).answer()
            .onComplete(test.succeeding(answer -> test.verify(() -> {
                assertEquals("another", answer);
                assertEquals(2, attempts.size());
                assertTrue(attempts.get(0) - attempts.get(1) >= Inquiry.PATIENCE_MILLIS - 50, attempts.toString());
                test.completeNow();
            })));
    }

    @Test
    void theFirstAnswerCountsThoughAnotherWasAskedMeanwhile(Vertx vertx, VertxTestContext test) {
        Promise<String> slow = Promise.promise();
        new Inquiry<>(vertx, Insistence.REPEATABLE, left -> {
            if (attempts.size() == 1) {
                vertx.runOnContext(later -> slow.complete("slow"));
            }
            return attempt(left, attempts.isEmpty() ? slow.future() : Promise.<String>promise().future());
        }).answer().onComplete(test.succeeding(answer -> test.verify(() -> {
            assertEquals("slow", answer);
            test.completeNow();
        })));
    }

    @Test
    void aQuestionThatIsNotRepeatableIsDeliveredOnce(Vertx vertx, VertxTestContext test) {
        new Inquiry<>(vertx, Insistence.DELIVERED_ONCE, left -> {
            Promise<String> silence = Promise.promise();
            vertx.setTimer(Inquiry.PATIENCE_MILLIS * 3 / 2, over -> silence.fail(TIMEOUT));
            return attempt(left, silence.future());
        }).answer().onComplete(test.failing(cause -> test.verify(() -> {
            assertSame(TIMEOUT, cause);
            assertEquals(1, attempts.size());
            test.completeNow();
        })));
    }

    @Test
    void whatChangesSomethingTwiceIsNeverRepeatable() {
        for (var address : List.of(LeaveRoom.ADDRESS, ReleasePlace.ADDRESS, StoreHandshake.ADDRESS,
                TakeHandshake.ADDRESS, TellParticipant.at("here"), TakeOver.at("here"))) {
            assertEquals(Insistence.DELIVERED_ONCE, address.insistence(), address.name());
        }
        for (var address : List.of(CreateRoom.ADDRESS, FindRoom.ADDRESS, JoinRoom.ADDRESS, HoldPlace.ADDRESS,
                FindPeer.ADDRESS, FetchSite.ADDRESS, CheckHealth.ROOM)) {
            assertEquals(Insistence.REPEATABLE, address.insistence(), address.name());
        }
    }

    private <T> Future<T> attempt(long left, Future<T> outcome) {
        attempts.add(left);
        return outcome;
    }
}
