package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who hides their address goes by a relay or not at all; a real coturn relays. */
final class AnAddressCanBeHiddenTest {
    private static final int FILE = 5 * 1024 * 1024;
    @AutoClose
    private static final RunningCoturn COTURN = RunningCoturn.start();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(COTURN.settings());

    @Test
    void twoWhoHideTalkAndExchangeAFileByTheRelay(@TempDir Path folder) {
        var pair = new Visitors.Pair(tapped(), tapped());
        pair.host().createsRoom();
        pair.host().hidesAddress();
        pair.guest().looksAt(pair.host().link());
        pair.guest().hidesAddress();
        pair.guest().comesIn();
        pair.both(person -> person.waitsFor("secure"));
        pair.both(person -> assertThat(person.page().locator("#status")).containsText("Secure, relayed"));
        pair.host().says("nobody sees where I am");
        pair.guest().hears("nobody sees where I am");
        pair.guest().says("nor me");
        pair.host().hears("nor me");
        var file = RandomFile.write(folder.resolve("five.bin"), FILE);
        pair.host().offers(file);
        var saved = pair.guest().file("five.bin").press("accept").waitsFor("done").save();
        assertArrayEquals(RandomFile.hash(file), RandomFile.hash(saved));
        pair.both(AnAddressCanBeHiddenTest::hasShownNoAddress);
    }

    @Test
    void oneWhoHidesMeetsOneWhoDoesNotAndBothSeeThatItIsByTheRelay() {
        var pair = new Visitors.Pair(tapped(), tapped());
        pair.host().createsRoom();
        pair.guest().looksAt(pair.host().link());
        pair.guest().hidesAddress();
        pair.guest().comesIn();
        pair.both(person -> person.waitsFor("secure"));
        pair.both(person -> assertThat(person.page().locator("#status")).hasAttribute("data-path", "relayed"));
        assertEquals(Set.of("relay"), WireTap.in(pair.guest().page()).sentTypes());
        WireTap.in(pair.guest().page()).knowsNoOwnAddress();
        assertEquals(Set.of("relay"), WireTap.in(pair.guest().page()).stats("local"));
    }

    @Test
    void beforeComingInNothingIsSentAndNoPlaceIsTaken() {
        var host = VISITORS.next();
        host.createsRoom();
        var passerBy = tapped();
        passerBy.looksAt(host.link());
        assertThat(passerBy.page().locator("#hide-address")).isEnabled();
        assertThat(passerBy.page().locator("#status")).hasText("Not inside yet");
        assertEquals(0, WireTap.in(passerBy.page()).connections());
        var guest = VISITORS.next();
        guest.opens(host.link());
        guest.waitsFor("secure");
        host.waitsFor("secure");
    }

    @Test
    void withTheRelayGoneThePageRefusesWithin15SecondsAndTakesNoOtherWay() {
        var gone = RunningCoturn.start();
        try (gone; var server = RunningServer.with(gone.settings())) {
            gone.stop();
            var host = VISITORS.nextTo(server.origin());
            host.createsRoom();
            var guest = VISITORS.nextTo(server.origin());
            WireTap.on(guest.browser());
            guest.looksAt(host.link());
            guest.hidesAddress();
            guest.comesIn();
            assertTrue(guest.seesEnd("relay_unreachable").contains("No relay to hide behind"));
            var statuses = guest.statuses();
            assertEquals(List.of("connecting", "ended"), statuses.stream().map(Person.Seen::status).distinct()
                .toList());
            long began = statuses.stream().filter(seen -> seen.status().equals("connecting")).findFirst()
                .orElseThrow().at();
            long took = statuses.get(statuses.size() - 1).at() - began;
            assertTrue(took < 15_000, took + " ms");
            assertEquals(Set.of(), WireTap.in(guest.page()).sentTypes());
            assertEquals(Set.of(), WireTap.in(guest.page()).stats("local"));
            host.goHome();
            guest.goHome();
        }
    }

    @Test
    void whereThereIsNoRelayTheSwitchSaysSoAndCannotBeUsed() {
        try (var server = RunningServer.with(Map.of())) {
            var host = VISITORS.nextTo(server.origin());
            host.createsRoom();
            assertThat(host.page().locator("#hide-address")).isDisabled();
            assertThat(host.page().locator("#hide-note")).containsText("no relay");
            host.goHome();
        }
    }

    @Test
    void theChoiceIsKeptNowhere() {
        var host = VISITORS.next();
        host.createsRoom();
        host.hidesAddress();
        assertEquals(Set.of(0), Set.copyOf(host.stored().values()));
        assertEquals("", host.page().evaluate("window.name + (history.state ?? '')"));
        host.visits("/");
        host.createsRoom();
        assertThat(host.page().locator("#hide-address")).not().isChecked();
    }

    private static Person tapped() {
        var person = VISITORS.next();
        WireTap.on(person.browser());
        return person;
    }

    private static void hasShownNoAddress(Person person) {
        var tap = WireTap.in(person.page());
        assertEquals(Set.of("relay"), tap.sentTypes());
        tap.knowsNoOwnAddress();
        for (var what : List.of("local", "pair")) {
            assertEquals(Set.of("relay"), tap.stats(what), what);
        }
        assertTrue(Set.of("relay", "prflx").containsAll(tap.stats("remote")), "remote " + tap.stats("remote"));
    }
}
