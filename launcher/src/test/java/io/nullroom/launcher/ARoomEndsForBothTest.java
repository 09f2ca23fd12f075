package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** When one person goes the room is over for both, and the page keeps nothing of it. */
final class ARoomEndsForBothTest {
    private static final String WORDS = "meet me at the lighthouse";
    private static final String FILE = "lighthouse map.png";
    private static final long TWO_SECONDS = 2_000;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @TempDir
    private Path folder;

    @Test
    void closingATabEndsTheRoomForTheOtherWithinTwoSeconds() {
        var pair = talked();
        long closed = System.currentTimeMillis();
        pair.host().closesTab();
        assertTrue(pair.guest().seesEnd("peer_left").contains("The other person left"));
        assertTrue(endOf(pair.guest()) - closed <= TWO_SECONDS);
        leavesNothing(pair.guest());
    }

    @Test
    void theDestroyButtonEndsTheRoomForBothWithinTwoSeconds() {
        var pair = talked();
        long pressed = System.currentTimeMillis();
        pair.guest().destroysRoom();
        assertTrue(pair.guest().seesEnd("you_left").contains("Room destroyed"));
        pair.host().seesEnd("peer_left");
        pair.both(person -> assertTrue(endOf(person) - pressed <= TWO_SECONDS));
        pair.both(this::leavesNothing);
    }

    @Test
    void theBytesOfAReceivedFileAreGoneWithTheRoom() {
        var pair = talked();
        var address = pair.guest().file(FILE).objectUrl();
        assertTrue(isAnImage(pair.guest(), address));
        pair.host().destroysRoom();
        pair.guest().seesEnd("peer_left");
        pair.guest().watch().expect("ERR_FILE_NOT_FOUND");
        assertFalse(isAnImage(pair.guest(), address));
    }

    @Test
    void goingToAnotherPageEndsTheRoomAndTheWayBackShowsNothing() {
        var pair = talked();
        pair.host().watch().expect("404");
        pair.host().visits("/privacy");
        pair.guest().seesEnd("peer_left");
        pair.host().page().goBack();
        showsNothing(pair.host());
        pair.host().page().reload();
        showsNothing(pair.host());
    }

    @Test
    void whoComesBackToTheRoomIsToldThatItIsGone() {
        var host = VISITORS.next();
        host.createsRoom();
        var path = host.link().replaceFirst("^https?://[^/]+", "").replaceFirst("#.*", "");
        assertEquals(200, VISITORS.server().get(path, "application/json").statusCode());
        host.destroysRoom();
        host.seesEnd("you_left");
        // The page says so as soon as it has told the server.
        Patience.until("the room is gone", () -> VISITORS.server().get(path, "application/json").statusCode() == 404);
    }

    @Test
    void backForwardAndReloadShowNothingAfterTheEnd() {
        var pair = talked();
        pair.guest().closesTab();
        var host = pair.host();
        host.seesEnd("peer_left");
        host.page().goBack();
        showsNothing(host);
        host.page().goForward();
        showsNothing(host);
        host.page().reload();
        showsNothing(host);
        assertEquals(List.of(), visitedAddresses(host).stream().filter(url -> url.contains("rooms")).toList());
    }

    @Test
    void whoTypesWhenTheRoomEndsOpensNoOtherOne() {
        var pair = talked();
        var page = pair.guest().page();
        page.locator("#message-input").focus();
        pair.host().closesTab();
        pair.guest().seesEnd("peer_left");
        page.keyboard().press("Enter");
        page.keyboard().press("Space");
        assertThat(page.locator("#ended-title")).isFocused();
        assertThat(page.locator("#new-room")).not().hasAttribute("aria-busy", "true");
    }

    @Test
    void theAddressIsChangedOnceAndAtTheEndHoweverOftenThePathChanges() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.host().browser().addInitScript(Spy.ON_ADDRESS);
        pair.host().browser().addInitScript(Spy.ON_CONNECTION);
        pair.meet();
        var page = pair.host().page();
        page.evaluate(Spy.THE_PATH_BECOMES_RELAYED);
        page.waitForCondition(() -> "relayed".equals(page.locator("#status").getAttribute("data-path")));
        pair.host().destroysRoom();
        pair.host().seesEnd("you_left");
        assertEquals(2, page.evaluate("addresses.length"));
    }

    @Test
    void aBrowserThatLetsNoAddressBeChangedShowsTheEndAllTheSame() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.host().browser().addInitScript(Spy.ON_ADDRESS);
        pair.host().watch().expect("Too many calls");
        pair.meet();
        pair.host().page().evaluate("limit = 0");
        pair.guest().closesTab();
        pair.host().seesEnd("peer_left");
        assertThat(pair.host().page().locator("#conversation")).hasCount(0);
    }

    /** Two people who have exchanged words and a file, and typed more. */
    private Visitors.Pair talked() {
        var pair = VISITORS.two();
        pair.host().says(WORDS);
        pair.guest().hears(WORDS);
        pair.host().offers(picture());
        pair.guest().file(FILE).press("accept").waitsFor("done");
        pair.host().file(FILE).waitsFor("done");
        pair.both(person -> person.page().locator("#message-input").fill("not sent: " + WORDS));
        return pair;
    }

    private Path picture() {
        try {
            return Files.copy(Programs.repository().resolve("web-assets/src/main/resources/webroot/icon-180.png"),
                folder.resolve(FILE));
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private static boolean isAnImage(Person person, String address) {
        return (boolean) person.page().evaluate("""
            (address) => new Promise((resolve) => {
              const image = new Image();
              image.onload = () => resolve(true);
              image.onerror = () => resolve(false);
              image.src = address;
            })""", address);
    }

    private void leavesNothing(Person person) {
        showsNothing(person);
        assertThat(person.page().locator("#conversation")).hasCount(0);
        assertEquals("/", person.page().url().replaceFirst("^https?://[^/]+", ""));
        assertEquals(List.of(), visitedAddresses(person).stream().filter(url -> url.contains("#")).toList());
        person.stored().forEach((store, entries) -> assertEquals(0, entries, store.toString()));
        assertEquals(List.of(), person.browser().cookies());
    }

    private static void showsNothing(Person person) {
        var everything = person.everything();
        assertFalse(everything.contains("lighthouse"), everything);
        assertFalse(person.page().url().contains("#"));
    }

    private static List<String> visitedAddresses(Person person) {
        var history = person.browser().newCDPSession(person.page())
            .send("Page.getNavigationHistory", new JsonObject());
        return history.getAsJsonArray("entries").asList().stream()
            .map(entry -> entry.getAsJsonObject().get("url").getAsString()).toList();
    }

    private static long endOf(Person person) {
        return person.statuses().stream().filter(seen -> seen.status().equals("ended")).findFirst().orElseThrow().at();
    }
}
