package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Floods from many addresses, with the limits as they come: an honest pair meets and talks beside them, and the
 * server's memory stays within bounds. Here they last; {@link SlowClientsHarmNobodyTest} tells that they are let go.
 */
@Timeout(600)
@Isolated("seven thousand sockets and a look at the memory want the machine for themselves")
class FloodsHarmNobodyTest {
    private static final int HALF_HEADS = 5000;
    private static final int IDLE_SOCKETS = 2000;
    private static final int HALF_MESSAGES = 2000;
    /** Each of which says more than a third of a megabyte, as the heap has it. */
    private static final int TALKERS = 400;
    private static final int LONG_SIGNALS = 8;
    private static final int ASKERS = 1000;
    private static final String ASKING = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000);
    private static final String LONG_SIGNAL = "\"" + "\u0416".repeat(24_000) + "\"";
    /** A text of 65,535 bytes but for the last one. */
    private static final byte[] HALF_A_MESSAGE =
        Arrays.copyOf(new byte[] {(byte) 0x81, (byte) 0xfe, (byte) 0xff, (byte) 0xff}, 8 + 65_534);
    /** In bytes: what is alive in the heap at the height of the flood; docs/threat-model.md says so. */
    private static final long MOST_ALIVE = 128_000_000;
    /** In bytes: what all sockets together hold for their clients, an eighth of the heap. */
    private static final long MOST_HELD = 192 * 1024 * 1024 / 8;
    /** Both are limits of the JVM, beyond which it fails: Netty's buffers are outside of the heap. */
    private static final List<String> PROGRAM = program("64m");
    /** The same with buffers for more than anybody should hold, so that nobody is let go for the want of them. */
    private static final List<String> ROOMY_PROGRAM = program("512m");
    private static final Map<String, String> SETTINGS = Map.of(
        "NULLROOM_REQUEST_TIMEOUT_SECONDS", "300", "NULLROOM_CABLE_IDLE_SECONDS", "300",
        "NULLROOM_CABLE_ACTIONS_PER_SECOND", "100000", "NULLROOM_CABLE_ACTIONS_PER_SUBSCRIPTION", "1000000");

    @Test
    void anHonestPairMeetsBesideHalfHeadsIdleSocketsAndOneThatDoesNotRead() {
        try (var server = ChildServer.startBy(PROGRAM, SETTINGS)) {
            Bystanders.talk(server);
            var halfHeads = open(HALF_HEADS, number -> RawClient.connectFrom(address(2, number), server.port())
                .say("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "));
            var idle = open(IDLE_SOCKETS, number ->
                RawClient.connectFrom(address(3, number), server.port()).askForUpgrade());
            var trickle = Executors.newSingleThreadScheduledExecutor();
            trickle.scheduleWithFixedDelay(() -> halfHeads.forEach(client -> client.trySay("x")), 0, 1,
                TimeUnit.SECONDS);
            Bystanders.talk(server);
            Bystanders.talkBesideOneThatDoesNotRead(server);
            long sessions = server.instancesOf("io.nullroom.signaling.Session");
            assertTrue(sessions >= IDLE_SOCKETS, sessions + " sessions");
            long alive = server.liveBytes();
            assertTrue(alive < MOST_ALIVE, "live bytes: " + alive);
            trickle.shutdownNow();
            List.of(halfHeads, idle).forEach(flood -> flood.forEach(RawClient::close));
            Bystanders.talk(server);
            Patience.until("all are gone", () -> server.instancesOf("io.nullroom.signaling.Session") == 0);
        }
    }

    @Test
    void anHonestPairMeetsBesideManyWhoNeverFinishWhatTheySay() {
        try (var server = ChildServer.startBy(ROOMY_PROGRAM, SETTINGS)) {
            var talkers = open(HALF_MESSAGES, number -> {
                var client = RawClient.connectFrom(address(4, number), server.port()).askForUpgrade();
                client.head();
                client.trySay(HALF_A_MESSAGE);
                return client;
            });
            Bystanders.talk(server);
            Patience.until("the others are let go",
                () -> server.instancesOf("io.nullroom.signaling.Session") * HALF_A_MESSAGE.length <= MOST_HELD);
            talkers.forEach(RawClient::close);
            Bystanders.talk(server);
            Patience.until("all are gone", () -> server.instancesOf("io.nullroom.signaling.Session") == 0);
        }
    }

    @Test
    void anHonestPairMeetsBesideManyWhoTalkToSomebodyWhoIsAway() {
        Map<String, String> unlimited = new HashMap<>(SETTINGS);
        unlimited.put("NULLROOM_RATE_LIMITS", "off");
        try (var server = ChildServer.startBy(PROGRAM, unlimited)) {
            var talkers = IntStream.range(0, TALKERS).mapToObj(number -> {
                var room = server.newRoom();
                var away = CableClient.joinResumably(server.port(), room);
                var talker = CableClient.join(server.port(), room);
                away.vanish();
                return talker;
            }).toList();
            talkers.forEach(talker -> Collections.nCopies(LONG_SIGNALS, LONG_SIGNAL).forEach(talker::signal));
            Bystanders.talk(server);
            long alive = server.liveBytes();
            assertTrue(alive < MOST_ALIVE, "live bytes: " + alive);
            talkers.forEach(CableClient::vanish);
            Bystanders.talk(server);
        }
    }

    @Test
    void anHonestPairMeetsBesideManyWhoAskWithoutEnd() {
        try (var server = ChildServer.startBy(PROGRAM, SETTINGS)) {
            Bystanders.talk(server);
            var askers = open(ASKERS, number -> RawClient.connectFrom(address(5, number), server.port()));
            askers.forEach(client -> client.trySay(ASKING));
            Bystanders.talk(server);
            long alive = server.liveBytes();
            assertTrue(alive < MOST_ALIVE, "live bytes: " + alive);
            askers.forEach(RawClient::close);
            Bystanders.talk(server);
        }
    }

    private static List<String> program(String buffers) {
        return List.of("java", "-XX:+UseSerialGC", "-Xmx192m", "-XX:MaxDirectMemorySize=" + buffers,
            "-jar", Programs.jar().toString());
    }

    /** Few enough connections from each that no limit is reached. */
    private static String address(int network, int number) {
        return "127." + network + ".0." + (1 + number % 100);
    }

    private static List<RawClient> open(int count, IntFunction<RawClient> each) {
        return IntStream.range(0, count).mapToObj(each).toList();
    }
}
