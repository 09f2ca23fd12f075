package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages come in few bytes, and show themselves before any script has come. */
final class PagesAreLightTest {
    private static final int KILOBYTE = 1000;
    private static final String PAINTED =
        "() => performance.getEntriesByName('first-contentful-paint').length === 1";

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void theLandingPageTakesAtMost60Kilobytes(TestReporter reporter) {
        takesAtMost(60, VISITORS.next(), VISITORS.server().origin() + "/", reporter);
    }

    @Test
    void theRoomPageTakesAtMost120KilobytesBeforeWhatItLoadsLater(TestReporter reporter) {
        var host = VISITORS.next();
        host.createsRoom();
        takesAtMost(120, VISITORS.next(), host.link(), reporter);
    }

    @Test
    void theLandingPageIsPaintedBeforeAnyScriptHasCome() {
        isPaintedWithoutScripts(VISITORS.next(), VISITORS.server().origin() + "/");
    }

    @Test
    void theRoomPageIsPaintedBeforeAnyScriptHasCome() {
        var host = VISITORS.next();
        host.createsRoom();
        isPaintedWithoutScripts(VISITORS.next(), host.link());
    }

    /** Bodies as they cross the wire, of all that a browser fetches which has nothing yet. */
    private static void takesAtMost(int kilobytes, Person person, String url, TestReporter reporter) {
        List<Response> answers = new ArrayList<>();
        person.page().onResponse(answers::add);
        person.page().navigate(url);
        person.page().waitForLoadState(LoadState.NETWORKIDLE);
        var sizes = answers.stream().map(answer -> answer.request().sizes()).toList();
        int bytes = sizes.stream().mapToInt(size -> size.responseBodySize).sum();
        reporter.publishEntry(Map.of("answers", String.valueOf(sizes.size()), "bytes of bodies", String.valueOf(bytes),
            "bytes of heads", String.valueOf(sizes.stream().mapToInt(size -> size.responseHeadersSize).sum())));
        assertTrue(answers.stream().anyMatch(answer -> answer.url().endsWith(".js")), "no script was fetched");
        assertTrue(bytes <= kilobytes * KILOBYTE, bytes + " bytes");
    }

    private static void isPaintedWithoutScripts(Person person, String url) {
        var asked = new AtomicInteger();
        // Asked for, and never answered.
        person.page().route("**/*.js", route -> asked.incrementAndGet());
        person.page().navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        person.page().waitForFunction(PAINTED);
        assertTrue(asked.get() > 0, "no script was asked for");
        assertEquals(false, person.page().evaluate("() => document.readyState === 'complete'"));
    }
}
