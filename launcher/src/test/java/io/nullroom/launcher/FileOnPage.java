package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;

/** The card of one file in somebody's conversation. */
public final class FileOnPage {
    /** In milliseconds: the largest file of the tests, on a busy machine. */
    private static final double PATIENCE = 60_000;

    private final Page page;
    private final String name;
    private final Locator card;

    /** The newest of this name. */
    FileOnPage(Page page, String name) {
        this.page = page;
        this.name = name;
        card = page.locator("#messages li.file").filter(
            new Locator.FilterOptions().setHas(page.locator(".file-name", new Page.LocatorOptions().setHasText(name))))
            .last();
    }

    /** Accepts, declines or cancels it, as {@code action} says. */
    public FileOnPage press(String action) {
        card.locator(".file-" + action).click();
        return this;
    }

    /** Waits until the card says so: {@code offered, transferring, done, declined, failed}. */
    public FileOnPage waitsFor(String state) {
        assertThat(card).hasAttribute("data-state", state,
            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
        return this;
    }

    /** Whether the card says so now. */
    boolean is(String state) {
        return state.equals(card.getAttribute("data-state"));
    }

    /** What the card says of it. */
    String note() {
        return card.locator(".file-note").innerText();
    }

    /** The object URL that holds its bytes. */
    String objectUrl() {
        return card.locator(".file-save").getAttribute("href");
    }

    /** Saves it to disk, as people do. */
    Path save() {
        var download = page.waitForDownload(() -> card.locator(".file-save").click());
        assertEquals(name, download.suggestedFilename());
        return download.path();
    }
}
