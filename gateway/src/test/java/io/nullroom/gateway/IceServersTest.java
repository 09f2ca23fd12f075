package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.IssueIceServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the turn-broker is asked, and when what it has said counts still. */
class IceServersTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong nanos = new AtomicLong();
    private final IceServers servers = new IceServers(bus, nanos::get);
    private final Deque<Future<IssueIceServers.Reply>> answers = new ArrayDeque<>();

    @BeforeEach
    void answer() {
        TestGateway.await(bus.answer(IssueIceServers.ADDRESS, question -> answers.remove()));
    }

    @AfterEach
    void close() {
        TestGateway.await(vertx.close());
    }

    @Test
    void whatEverybodyGetsIsAskedForOnceInAWhile() {
        says(true, server("stun:first", Optional.empty()));
        says(true, server("stun:second", Optional.empty()));
        assertEquals(List.of("stun:first", "stun:first"), List.of(issued(), issued()));
        nanos.addAndGet(IssueIceServers.ALIKE_FOR.toNanos() - 1);
        assertEquals("stun:first", issued());
        nanos.incrementAndGet();
        assertEquals("stun:second", issued());
    }

    @Test
    void whatIsIssuedToSomebodyIsForNobodyElse() {
        says(false, server("turn:first", Optional.of("a")));
        says(false, server("turn:second", Optional.of("b")));
        assertEquals(List.of("turn:first", "turn:second"), List.of(issued(), issued()));
    }

    @Test
    void noCredentialIsKeptNotEvenOneThatEverybodyGets() {
        says(true, server("stun:first", Optional.empty()), server("turn:first", Optional.of("a")));
        says(true, server("turn:second", Optional.of("a")));
        assertEquals(List.of("stun:first turn:first", "turn:second"), List.of(issued(), issued()));
    }

    @Test
    void whereTheBrokerIsAwayThereAreNoneAndItIsAskedAgain() {
        answers.add(FailureException.failed(Failure.SERVICE_UNAVAILABLE));
        says(true, server("stun:back", Optional.empty()));
        assertEquals(List.of("", "stun:back"), List.of(issued(), issued()));
    }

    private void says(boolean alike, IceServer... some) {
        answers.add(Future.succeededFuture(new IssueIceServers.Reply(Arrays.asList(some), alike)));
    }

    private String issued() {
        return String.join(" ", TestGateway.await(servers.issue(TimeUnit.MINUTES.toMillis(15))).stream()
            .map(server -> server.urls().get(0)).toList());
    }

    private static IceServer server(String url, Optional<String> credential) {
        return new IceServer(List.of(url), credential, credential);
    }
}
