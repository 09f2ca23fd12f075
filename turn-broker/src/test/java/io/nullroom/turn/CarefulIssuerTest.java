package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.IceServer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a provider is asked, and what is answered when it is not, by a clock that the test turns. */
class CarefulIssuerTest {
    private static final Duration ROOM = Duration.ofMinutes(15);
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> asked = new ArrayList<>();
    private boolean well = true;

    @Test
    void credentialsLiveForTheRoomAndTheGrace() {
        var issuer = issuer(Optional.empty());
        assertEquals(List.of(server(1)), answer(issuer, ROOM));
        assertEquals(List.of(server(2)), answer(issuer, Duration.ofMillis(1)));
        assertEquals(List.of(960L, 61L), asked);
    }

    @Test
    void theLastAnswerServesAsLongAsItOutlivesTheRoom() {
        var issuer = issuer(Optional.empty());
        answer(issuer, ROOM);
        well = false;
        elapse(GRACE);
        assertEquals(List.of(server(1)), answer(issuer, ROOM));
        elapse(Duration.ofNanos(1));
        assertEquals(List.of(), answer(issuer, ROOM));
        assertEquals(List.of(server(1)), answer(issuer, ROOM.minusSeconds(1)));
    }

    @Test
    void nothingIsKeptOfAProviderThatIsNeverAway() {
        var issuer = issuer(Optional.of(1L), false);
        assertEquals(List.of(server(1)), answer(issuer, ROOM));
        assertEquals(List.of(), answer(issuer, Duration.ofMillis(1)));
    }

    @Test
    void aSweepForgetsWhatHasEndedAndNothingElse() {
        var issuer = issuer(Optional.empty());
        answer(issuer, ROOM);
        well = false;
        elapse(ROOM.plus(GRACE).minusNanos(1));
        issuer.sweep();
        assertEquals(List.of(server(1)), answer(issuer, Duration.ofNanos(1)));
        elapse(Duration.ofNanos(1));
        issuer.sweep();
        assertEquals(List.of(), answer(issuer, Duration.ZERO));
    }

    @Test
    void afterThreeFailuresTheProviderIsLeftAloneAndThenTriedByOneQuestion() {
        var issuer = issuer(Optional.empty());
        well = false;
        for (int people = 0; people < 10; people++) {
            assertEquals(List.of(), answer(issuer, ROOM));
        }
        assertEquals(3, asked.size());
        elapse(CircuitBreaker.REST);
        answer(issuer, ROOM);
        answer(issuer, ROOM);
        assertEquals(4, asked.size());
        elapse(CircuitBreaker.REST.minusNanos(1));
        answer(issuer, ROOM);
        assertEquals(4, asked.size());
        elapse(Duration.ofNanos(1));
        well = true;
        assertEquals(List.of(server(5)), answer(issuer, ROOM));
        assertEquals(List.of(server(6)), answer(issuer, ROOM));
    }

    @Test
    void aSuccessBetweenFailuresBeginsTheCountAnew() {
        var issuer = issuer(Optional.empty());
        for (int round = 0; round < 5; round++) {
            well = round % 3 == 2;
            answer(issuer, ROOM);
        }
        assertEquals(5, asked.size());
    }

    @Test
    void beyondTheLimitTheProviderIsNotAskedUntilTimeHasPassed() {
        var issuer = issuer(Optional.of(2L));
        answer(issuer, ROOM);
        answer(issuer, ROOM);
        elapse(Duration.ofSeconds(29));
        assertEquals(List.of(server(2)), answer(issuer, ROOM));
        assertEquals(List.of(), answer(issuer, ROOM.plusMinutes(1)));
        assertEquals(2, asked.size());
        elapse(Duration.ofSeconds(1));
        assertEquals(List.of(server(3)), answer(issuer, ROOM));
    }

    @Test
    void aProviderThatThrowsHasFailed() {
        var config = new TurnConfig("canary", vertx -> life -> null, GRACE, Optional.empty(), true);
        var issuer = new CarefulIssuer(config, life -> {
            throw new IllegalStateException("canary");
        }, nanos::get);
        assertEquals(List.of(), answer(issuer, ROOM));
    }

    private CarefulIssuer issuer(Optional<Long> mostPerMinute) {
        return issuer(mostPerMinute, true);
    }

    private CarefulIssuer issuer(Optional<Long> mostPerMinute, boolean keepsLast) {
        var config = new TurnConfig("canary", vertx -> this::issue, GRACE, mostPerMinute, keepsLast);
        return new CarefulIssuer(config, this::issue, nanos::get);
    }

    private Future<List<IceServer>> issue(long lifeSeconds) {
        asked.add(lifeSeconds);
        return well ? Future.succeededFuture(List.of(server(asked.size()))) : Future.failedFuture("canary");
    }

    private static IceServer server(int number) {
        return new IceServer(List.of("turn:a"), Optional.of("u" + number), Optional.of("c"));
    }

    private void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static List<IceServer> answer(CarefulIssuer issuer, Duration roomLife) {
        return StandIn.await(issuer.issue(roomLife));
    }
}
