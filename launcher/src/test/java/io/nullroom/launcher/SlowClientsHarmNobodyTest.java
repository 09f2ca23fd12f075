package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Half-open sockets, and those that never read: they are closed, an honest pair beside them talks, memory returns. */
@Isolated("three thousand sockets and a look at the memory want the machine for themselves")
class SlowClientsHarmNobodyTest {
    private static final int SOCKETS = 1000;
    private static final Map<String, String> SETTINGS = Map.of("NULLROOM_RATE_LIMITS", "off",
        "NULLROOM_REQUEST_TIMEOUT_SECONDS", "6", "NULLROOM_CABLE_IDLE_SECONDS", "6",
        "NULLROOM_CABLE_ACTIONS_PER_SECOND", "100000", "NULLROOM_CABLE_ACTIONS_PER_SUBSCRIPTION", "1000000");

    @Test
    void aThousandHalfOpenSocketsAreClosedWhileAnHonestPairTalks() {
        try (var server = ChildServer.with(SETTINGS)) {
            Bystanders.talk(server);
            var before = server.liveBytes();
            var silent = open(server, client -> client);
            var halfAsked = open(server, client -> client.say("GET /cable HTTP/1.1\r\nHost: local"));
            var neverSubscribed = IntStream.range(0, SOCKETS)
                .mapToObj(i -> RawClient.upgradeWithoutReading(server.port())).toList();
            var trickle = Executors.newSingleThreadScheduledExecutor();
            trickle.scheduleWithFixedDelay(() -> halfAsked.forEach(client -> client.trySay("x")), 0, 1,
                TimeUnit.SECONDS);
            Bystanders.talk(server);
            Stream.of(silent.stream(), halfAsked.stream(), neverSubscribed.stream()).flatMap(all -> all)
                .forEach(client -> {
                    client.awaitClose();
                    client.close();
                });
            trickle.shutdownNow();
            Bystanders.talk(server);
            var after = server.liveBytes();
            assertTrue(after < before + 8_000_000, before + " bytes before, " + after + " after");
            Patience.until("all are gone", () -> server.instancesOf("io.nullroom.signaling.Session") == 0);
        }
    }

    @Test
    void whoDoesNotReadIsLetGoAndItsPeerTalksOn() {
        try (var server = ChildServer.with(SETTINGS)) {
            Bystanders.talkBesideOneThatDoesNotRead(server);
            assertTrue(server.liveBytes() < 60_000_000, "live bytes: " + server.liveBytes());
        }
    }

    private static List<RawClient> open(ChildServer server, UnaryOperator<RawClient> act) {
        return IntStream.range(0, SOCKETS).mapToObj(i -> act.apply(RawClient.connect(server.port()))).toList();
    }
}
