package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody at a browser of their own, who does what people do. Whatever is asked of the page is waited for. */
public final class Person {
    /** In milliseconds: a room takes some seconds to open on a busy machine, nothing takes longer. */
    private static final double PATIENCE = 30_000;
    private static final Pattern ROOM = Pattern.compile(".*/rooms/[0-9a-f-]{36}#2\\.[A-Za-z0-9_-]{43}$");
    private static final String NOTE_STATUSES = """
        (() => {
          const seen = [];
          Object.defineProperty(window, 'statusesSeen', { value: seen });
          addEventListener('DOMContentLoaded', () => {
            const badge = document.getElementById('status');
            if (badge === null) return;
            const note = () => seen.push({ status: badge.dataset.status, at: Date.now() });
            note();
            new MutationObserver(note).observe(badge, { attributeFilter: ['data-status'] });
          });
        })()""";

    private final BrowserContext browser;
    private final Page page;
    private final String origin;
    private final Watch watch;

    /** Opens a window of this browser. */
    public Person(BrowserContext browser, String origin) {
        this.browser = browser;
        this.origin = origin;
        browser.setDefaultTimeout(PATIENCE);
        browser.addInitScript(NOTE_STATUSES);
        watch = new Watch(browser, origin);
        page = browser.newPage();
    }

    /** The window, for what only one test does. */
    public Page page() {
        return page;
    }

    /** The browser, for what only one test does. */
    BrowserContext browser() {
        return browser;
    }

    /** What sees everything that must not happen. */
    Watch watch() {
        return watch;
    }

    /** Goes to a page of the server. */
    Response visits(String path) {
        return page.navigate(origin + path);
    }

    /** Opens a link that somebody sent, on the server that this person knows, and comes in where there is a room. */
    public void opens(String link) {
        var status = looksAt(link).status();
        if (status == 404) {
            return;
        }
        assertEquals(200, status, "the status of the room's page");
        page.locator("#come-in:visible, #ended[open]").first().waitFor();
        if (page.locator("#come-in").isVisible()) {
            comesIn();
        }
    }

    /** Comes in from before the room. */
    void comesIn() {
        page.locator("#come-in").click();
    }

    /** Opens a link that somebody sent, on the server that this person knows, and no more. */
    Response looksAt(String link) {
        return page.navigate(link.replaceFirst("^https?://[^/]+", origin));
    }

    /** Chooses to hide the own address, while that can be chosen. */
    void hidesAddress() {
        page.locator("#hide-address").check();
    }

    /** Makes a room by the button. */
    public void createsRoom() {
        visits("/");
        page.locator("#create-room").click();
        page.waitForURL(ROOM, new Page.WaitForURLOptions().setTimeout(PATIENCE));
        waitsFor("waiting");
    }

    /** The link to the room, as the address bar shows it until both are in. */
    public String link() {
        return page.url();
    }

    /** Waits until the page says so. */
    public void waitsFor(String status) {
        try {
            assertThat(page.locator("#status")).hasAttribute("data-status", status, patiently());
        } catch (AssertionError never) {
            var end = page.evaluate("document.getElementById('ended')?.dataset.reason ?? 'none'");
            throw new AssertionError(status + " did not come; reason of an end: " + end, never);
        }
    }

    /** Every status of the stay that the page has shown, with its time in milliseconds of the epoch. */
    List<Seen> statuses() {
        return ((List<?>) page.evaluate("statusesSeen.map(({ status, at }) => [status, String(at)])")).stream()
            .map(List.class::cast)
            .map(seen -> new Seen((String) seen.get(0), Long.parseLong((String) seen.get(1))))
            .filter(seen -> !seen.status().equals("outside")).toList();
    }

    /** Writes and sends. */
    void says(String text) {
        page.locator("#message-input").fill(text);
        page.locator("#message-input").press("Enter");
    }

    /** Waits for a message of the other one, exactly like this. */
    void hears(String text) {
        var bubbles = page.locator("#messages li.message[data-from=other] .bubble");
        assertThat(bubbles.filter(new Locator.FilterOptions().setHasText(text)).last()).isVisible(
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertEquals(text, bubbles.last().textContent());
    }

    /** Waits until every own message of that many is marked as delivered. */
    void seesDelivered(int messages) {
        assertThat(page.locator("#messages li.message[data-delivered=true]")).hasCount(messages,
            new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        assertThat(page.locator("#messages li.message[data-delivered=false]")).hasCount(0);
    }

    /** The texts of all messages from {@code own} or {@code other}. */
    List<String> texts(String from) {
        return page.locator("#messages li.message[data-from=" + from + "] .bubble").allTextContents();
    }

    /** Picks a file to offer it. */
    public void offers(Path file) {
        page.locator("#file-pick").setInputFiles(file);
    }

    /** The card of the newest file of this name. */
    public FileOnPage file(String name) {
        return new FileOnPage(page, name);
    }

    /** Destroys the room by the button. */
    void destroysRoom() {
        page.locator("#destroy").click();
    }

    /** Closes the tab as people do; the page hears of it. */
    void closesTab() {
        page.waitForClose(() -> page.close(new Page.CloseOptions().setRunBeforeUnload(true)));
    }

    /** Waits for the room's end and its reason; gives all that the page then says. */
    String seesEnd(String reason) {
        waitsFor("ended");
        assertThat(page.locator("#ended")).hasAttribute("data-reason", reason, patiently());
        assertThat(page.locator("#ended")).isVisible();
        return page.locator("body").innerText();
    }

    /** All that the page says, and what it holds besides. */
    String everything() {
        return page.locator("html").innerHTML() + page.title() + page.evaluate(
            "[...document.querySelectorAll('input, textarea')].map((field) => field.value).join()");
    }

    /** What the watch has seen. */
    List<String> problems() {
        return watch.problems(browser.pages());
    }

    /** Closes the browser. */
    public void goHome() {
        browser.close();
    }

    /** Everything that the browser keeps for this site. */
    Map<?, ?> stored() {
        return (Map<?, ?>) page.evaluate("""
            async () => ({
              local: localStorage.length,
              session: sessionStorage.length,
              cookies: document.cookie.length,
              databases: (await indexedDB.databases()).length,
              caches: (await caches.keys()).length,
              workers: (await navigator.serviceWorker.getRegistrations()).length,
            })""");
    }

    private static LocatorAssertions.HasAttributeOptions patiently() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE);
    }

    /**
     * A status that the page showed.
     *
     * @param status its word
     * @param at milliseconds of the epoch
     */
    record Seen(String status, long at) {
    }
}
