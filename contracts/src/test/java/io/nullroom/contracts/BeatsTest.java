package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Beats go on, are never made up for, and end with their verticle. */
class BeatsTest {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch five = new CountDownLatch(5);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void beatsGoOn() throws InterruptedException {
        Beats.begin(vertx, PERIOD, five::countDown);
        assertTrue(five.await(60, TimeUnit.SECONDS));
    }

    @Test
    void beatsThatWereSleptThroughAreNotMadeUpFor() throws InterruptedException {
        Queue<Long> times = new ConcurrentLinkedQueue<>();
        vertx.runOnContext(here -> {
            Beats.begin(vertx, PERIOD, () -> {
                times.add(System.nanoTime());
                five.countDown();
            });
            keepBusy(PERIOD.multipliedBy(10));
        });
        assertTrue(five.await(60, TimeUnit.SECONDS));
        var beats = List.copyOf(times);
        var pauses = IntStream.range(1, beats.size()).mapToLong(beat -> beats.get(beat) - beats.get(beat - 1));
        assertTrue(pauses.allMatch(pause -> pause >= PERIOD.toNanos()));
    }

    @Test
    void aBeatThatFailsIsNotTheLast() throws InterruptedException {
        vertx.exceptionHandler(expected -> five.countDown());
        Beats.begin(vertx, PERIOD, () -> {
            throw new IllegalStateException("a beat that fails");
        });
        assertTrue(five.await(60, TimeUnit.SECONDS));
    }

    @Test
    void beatsEndWithTheirVerticle() {
        var verticle = vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                Beats.begin(vertx, PERIOD, five::countDown);
                return Future.succeededFuture();
            }
        }).await();
        vertx.undeploy(verticle).await();
        var left = five.getCount();
        vertx.timer(PERIOD.toMillis() * 5, TimeUnit.MILLISECONDS).await();
        assertEquals(left, five.getCount());
    }

    private static void keepBusy(Duration time) {
        for (long begin = System.nanoTime(); System.nanoTime() - begin < time.toNanos();) {
            Thread.onSpinWait();
        }
    }
}
