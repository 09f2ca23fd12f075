package io.nullroom.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nullroom.contracts.Address;
import io.nullroom.contracts.Asset;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FetchSite;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.IssueIceServers;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two who start in the same moment are one cluster; what one asks, the other answers, over both sealed ports. */
class MembersTalkTest {
    private static TestMember one;
    private static TestMember other;

    @BeforeAll
    static void join() {
        int port = TestMember.freePort();
        int otherPort = TestMember.freePort();
        var seeds = "127.0.0.1:" + port + ",127.0.0.1:" + otherPort;
        var starting = CompletableFuture.supplyAsync(() -> TestMember.join(port, 0, seeds));
        other = TestMember.join(otherPort, 0, seeds);
        one = starting.join();
    }

    @AfterAll
    static void leave() {
        other.close();
        one.close();
    }

    @Test
    void theyAreOneCluster() {
        assertEquals(2, one.cluster().members());
        assertEquals(2, other.cluster().members());
    }

    @Test
    void credentialsArriveAsTheyWere() throws Exception {
        var servers = List.of(new IceServer(List.of("turn:relay.example"), Optional.of("user"), Optional.of("secret")),
            new IceServer(List.of("stun:relay.example"), Optional.empty(), Optional.empty()));
        other.bus().answer(IssueIceServers.ADDRESS,
            question -> Future.succeededFuture(new IssueIceServers.Reply(servers, false))).await(10, TimeUnit.SECONDS);
        assertEquals(servers, answer(IssueIceServers.ADDRESS, new IssueIceServers(1)).iceServers());
    }

    @Test
    void aSiteOfMegabytesArrivesWhole() throws Exception {
        var asset = new Asset("big", "text/plain", "\"1\"", Buffer.buffer(new byte[1_000_000]), Buffer.buffer("gzip"));
        other.bus().answer(FetchSite.ADDRESS,
            question -> Future.succeededFuture(new FetchSite.Reply(List.of(asset)))).await(10, TimeUnit.SECONDS);
        assertEquals(List.of(asset), answer(FetchSite.ADDRESS, new FetchSite()).assets());
    }

    @Test
    void aFailureKeepsItsCode() throws Exception {
        other.bus().answer(TakeHandshake.ADDRESS,
            question -> FailureException.failed(Failure.HANDSHAKE_NOT_FOUND)).await(10, TimeUnit.SECONDS);
        var failure = assertThrows(FailureException.class,
            () -> answer(TakeHandshake.ADDRESS, new TakeHandshake(new HandshakeId("0f".repeat(32)))));
        assertEquals(Failure.HANDSHAKE_NOT_FOUND, failure.failure());
    }

    /** The first question between two members may be late, since they have no connection yet: then asks again. */
    private static <Q extends Record, R extends Record> R answer(Address<Q, R> address, Q question) throws Exception {
        for (int tries = 10; ; tries--) {
            try {
                return one.bus().request(address, question).await(10, TimeUnit.SECONDS);
            } catch (FailureException failure) {
                if (tries == 0 || failure.failure() != Failure.SERVICE_UNAVAILABLE) {
                    throw failure;
                }
            }
        }
    }
}
