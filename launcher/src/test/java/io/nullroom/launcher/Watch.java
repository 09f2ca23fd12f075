package io.nullroom.launcher;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees everything in one person's browser that must never happen: an error on the console, which is also how a breach
 * of the content security policy shows, an exception that nobody caught, a request to anybody but our own server.
 */
final class Watch {
    private final String origin;
    private final List<String> problems = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    /** Begins to watch. */
    Watch(BrowserContext browser, String origin) {
        this.origin = origin;
        browser.onConsoleMessage(this::said);
        browser.onWebError(failure -> add("uncaught: " + failure.error()));
        browser.onRequest(request -> asked(request.url()));
        browser.onPage(page -> page.onWebSocket(socket -> asked(socket.url().replaceFirst("^ws", "http"))));
    }

    /** From now on problems that contain these words are none: the test brings them about. */
    void expect(String words) {
        expected.add(words);
    }

    /** What was seen so far. */
    List<String> problems(List<Page> pages) {
        // Events are delivered while a call is under way.
        pages.forEach(page -> page.evaluate("0"));
        return problems.stream().filter(problem -> expected.stream().noneMatch(problem::contains)).toList();
    }

    private void said(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            add(message.text() + " at " + message.location());
        }
    }

    private void asked(String url) {
        if (!url.startsWith(origin + "/") && !url.startsWith("blob:" + origin + "/")) {
            add("request to " + url);
        }
    }

    private void add(String problem) {
        problems.add(problem);
    }
}
