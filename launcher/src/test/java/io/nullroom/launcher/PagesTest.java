package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page answers, fits a small screen, and can be used by keyboard. */
final class PagesTest {
    /** In pixels: a message and what surrounds it. */
    private static final int LOWEST_LOG = 80;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @ParameterizedTest
    @CsvSource({
        "/, 200, Nullroom: a room for two that leaves nothing behind",
        "/privacy, 200, Privacy and questions · Nullroom",
        "/check, 200, Connection check · Nullroom",
        "/nowhere, 404, Nothing here · Nullroom",
        "/rooms/not-a-room, 404, Nothing here · Nullroom",
        "/rooms/00000000-0000-4000-8000-000000000000, 404, Nothing here · Nullroom",
    })
    void everyPageAnswersWithItsTitle(String path, int status, String title) {
        var person = VISITORS.next();
        person.watch().expect("status of 404");
        assertEquals(status, person.visits(path).status());
        assertThat(person.page()).hasTitle(title);
        assertThat(person.page().locator("h1")).hasCount(1);
    }

    @Test
    void theRoomPageHasAQuietTitle() {
        var host = VISITORS.next();
        host.createsRoom();
        assertThat(host.page()).hasTitle("Room · Nullroom");
    }

    @Test
    void whoWaitsForLongHasAPageThatIsAtRest() {
        var host = VISITORS.next();
        host.createsRoom();
        host.waitsFor("waiting");
        var ends = (List<?>) host.page().evaluate(
            "document.getAnimations().map((one) => one.effect.getComputedTiming().endTime)");
        assertEquals(1, ends.size(), "what moves");
        assertTrue(((Number) ends.get(0)).doubleValue() < 65_000, ends + " ms");
    }

    @Test
    void aRoomThatHasNotLoadedCompletelySaysSo() {
        staysUnopened("ERR_FAILED", Route::abort);
    }

    @Test
    void aRoomRunsNoScriptThatIsNotThePages() {
        staysUnopened("integrity", route -> {
            var real = route.fetch();
            route.fulfill(new Route.FulfillOptions().setResponse(real).setBody(real.text() + "\n"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/privacy", "/check", "/nowhere"})
    void everyPageFitsAScreen320PixelsWide(String path) {
        var person = onASmallScreen();
        person.watch().expect("status of 404");
        person.visits(path);
        fits(person.page());
    }

    @Test
    void aRoomFitsAScreen320PixelsWideFromItsBeginningToItsEnd() {
        var pair = new Visitors.Pair(onASmallScreen(), onASmallScreen());
        pair.host().createsRoom();
        pair.host().page().locator("#share-open").click();
        fits(pair.host().page());
        assertThat(pair.host().page().locator("#invite .invite-actions")).hasCSS("display", "flex");
        pair.guest().looksAt(pair.host().link());
        assertThat(pair.guest().page().locator("#come-in")).isVisible();
        fits(pair.guest().page());
        focusIsSeenEverywhere(pair.guest().page());
        pair.guest().comesIn();
        pair.both(person -> person.waitsFor("secure"));
        var unbroken = "https://example.org/" + "a".repeat(300) + " " + "b".repeat(300);
        pair.host().says(unbroken);
        pair.guest().hears(unbroken);
        pair.both(person -> fits(person.page()));
        pair.host().destroysRoom();
        pair.guest().seesEnd("peer_left");
        fits(pair.guest().page());
    }

    @ParameterizedTest
    @CsvSource({"640, 280", "320, 256"})
    void aRoomCanBeUsedOnALowScreen(int width, int height) {
        var pair = new Visitors.Pair(VISITORS.next(), onAScreen(width, height)).meet();
        pair.host().says("Do you see this?");
        pair.guest().hears("Do you see this?");
        var page = pair.guest().page();
        var whole = new LocatorAssertions.IsInViewportOptions().setRatio(1);
        assertThat(page.locator("#log")).isInViewport(whole);
        page.mouse().move(width / 2.0, height / 2.0);
        page.mouse().wheel(0, height);
        assertThat(page.locator("#send")).isInViewport(whole);
        assertTrue((int) page.evaluate("document.getElementById('log').clientHeight") >= LOWEST_LOG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/privacy", "/check"})
    void theKeyboardReachesEverythingAndItsFocusIsSeen(String path) {
        var person = VISITORS.next();
        person.visits(path);
        focusIsSeenEverywhere(person.page());
    }

    @Test
    void theKeyboardReachesEverythingInARoomAndItsFocusIsSeen() {
        var host = VISITORS.next();
        host.createsRoom();
        focusIsSeenEverywhere(host.page());
        host.page().locator("#destroy").press("Enter");
        host.seesEnd("you_left");
        focusIsSeenEverywhere(host.page());
    }

    @Test
    void anUnknownRoomLooksLikeAnExpiredOneAndLikeNoRoomAtAll() {
        for (var accept : List.of("text/html", "application/json")) {
            var unknown = VISITORS.server().get("/rooms/" + UUID.randomUUID(), accept);
            var malformed = VISITORS.server().get("/rooms/not-a-room", accept);
            assertEquals(404, unknown.statusCode());
            assertEquals(404, malformed.statusCode());
            assertEquals(unknown.body(), malformed.body());
            assertEquals(unknown.headers().map(), malformed.headers().map());
        }
    }

    @Test
    void aServerWithoutItsStoreSaysSoOnAPage() throws Exception {
        try (var redis = RunningRedis.start();
             var server = RunningServer.with(Map.of("NULLROOM_REDIS_URL", redis.url()))) {
            redis.stop();
            var person = VISITORS.nextTo(server.origin());
            person.watch().expect("status of 503");
            assertEquals(503, person.visits("/rooms/" + UUID.randomUUID()).status());
            assertThat(person.page()).hasTitle("Something went wrong · Nullroom");
            person.visits("/");
            person.page().locator("#create-room").click();
            assertThat(person.page().locator("#notice")).containsText("cannot open rooms at the moment");
            person.goHome();
        }
    }

    @Test
    void theWatchItselfSeesForeignRequestsAndBreachesOfThePolicy() {
        var person = VISITORS.next();
        person.visits("/");
        person.page().evaluate("""
            () => {
              const script = document.createElement('style');
              script.textContent = 'body { color: red }';
              document.head.append(script);
              const image = document.createElement('img');
              image.src = 'https://elsewhere.example/pixel.png';
              document.body.append(image);
            }""");
        var seen = String.join("\n", person.problems());
        assertTrue(seen.contains("style-src"), seen);
        assertTrue(seen.contains("elsewhere.example"), seen);
        person.watch().expect("");
    }

    private static Person onASmallScreen() {
        return onAScreen(320, 640);
    }

    private static Person onAScreen(int width, int height) {
        return VISITORS.nextTo(VISITORS.server().origin(),
            new Browser.NewContextOptions().setViewportSize(width, height));
    }

    private static void staysUnopened(String complaint, Consumer<Route> talk) {
        var host = VISITORS.next();
        var guest = onASmallScreen();
        host.createsRoom();
        assertThat(host.page().locator("#unopened")).hasCount(0);
        guest.watch().expect(complaint);
        guest.page().route("**/js/talk.js", talk);
        guest.looksAt(host.link());
        var unopened = guest.page().locator("#unopened");
        assertThat(unopened).isHidden();
        unopened.evaluate("(text) => text.getAnimations().forEach((delay) => delay.finish())");
        assertThat(unopened).isVisible();
        fits(guest.page());
    }

    private static void fits(Page page) {
        assertEquals(320, page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"));
        assertEquals(List.of(), page.evaluate("""
            [...document.querySelectorAll('a, button, h1, h2, p, input, textarea')].filter((element) => {
              const { left, right, width } = element.getBoundingClientRect();
              return width > 1 && (left < 0 || right > 320.5);
            }).map((element) => element.outerHTML)"""), "what is cut off");
    }

    /** Walks through the page by Tab, once around, and looks at what has the focus. */
    private static void focusIsSeenEverywhere(Page page) {
        var controls = (Integer) page.evaluate("""
            () => {
              const root = document.querySelector('dialog[open]') ?? document;
              const kinds = 'a[href], button:enabled, summary, input:enabled, textarea:enabled, [tabindex="0"]';
              window.controls = [...root.querySelectorAll(kinds)]
                .filter((control) => control.checkVisibility() && control.tabIndex >= 0);
              return controls.length;
            }""");
        assertTrue(controls > 0);
        Set<Object> reached = new HashSet<>();
        for (int step = 0; step <= controls; step++) {
            page.keyboard().press("Tab");
            reached.add(page.evaluate("""
                () => {
                  const control = document.activeElement;
                  if (control === document.body) return 'the page';
                  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(control);
                  const seen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
                  return seen ? controls.indexOf(control) : `not seen on ${control.outerHTML}`;
                }"""));
        }
        reached.remove("the page");
        assertEquals(IntStream.range(0, controls).boxed().collect(Collectors.toSet()), reached);
    }
}
