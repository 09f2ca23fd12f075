package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two people in networks without a way to each other, who reach the server and the relay, and that is enough. */
final class TwoNetworksMeetByTheRelayTest {

    @Test
    void theyMeetByTheRelay() {
        try (var coturn = RunningCoturn.start()) {
            meet(coturn, Set.of("udp", "tcp"));
        }
    }

    @Test
    void whereUdpIsBlockedTheyMeetByTheRelayOverTcp() {
        try (var coturn = RunningCoturn.start("--no-udp")) {
            meet(coturn, Set.of("tcp"));
        }
    }

    private static void meet(RunningCoturn coturn, Set<String> protocols) {
        try (var server = RunningServer.with(coturn.settings())) {
            var origin = "http://" + RunningCoturn.ADDRESS + ":" + server.port();
            // Browsers lend their cryptography to https and to localhost, which is another one for each of the two.
            var trusted = "--unsafely-treat-insecure-origin-as-secure=" + origin;
            try (var here = Chromium.startAway(2, trusted); var there = Chromium.startAway(3, trusted)) {
                var pair = new Visitors.Pair(person(here, origin), person(there, origin)).meet();
                pair.host().says("from the one network");
                pair.guest().hears("from the one network");
                pair.guest().says("from the other");
                pair.host().hears("from the other");
                pair.both(person -> {
                    assertThat(person.page().locator("#status")).containsText("Secure, relayed");
                    assertEquals(Set.of("relay"), WireTap.in(person.page()).stats("pair"));
                    var used = WireTap.in(person.page()).stats("protocols");
                    assertTrue(!used.isEmpty() && protocols.containsAll(used), "to the relay by " + used);
                });
                pair.both(Person::goHome);
            }
        }
    }

    private static Person person(Chromium chromium, String origin) {
        var person = new Person(chromium.browser().newContext(), origin);
        WireTap.on(person.browser());
        return person;
    }
}
