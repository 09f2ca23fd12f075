package io.nullroom.launcher;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Chromium of the machine's own, driven by the Playwright among the web assets' development tools. */
public final class Chromium implements AutoCloseable {
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        // Two people sit at one screen: the tab out of sight must run like the other.
        "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
        "--disable-backgrounding-occluded-windows");

    private static final Path AWAY = Programs.repository().resolve("launcher/src/test/netns/bin/chromium-away");

    static {
        // Without it Playwright looks for a bundle of 200 MB that brings its own Node and browsers.
        System.setProperty("playwright.cli.dir", driver().toString());
        // Its own five seconds are for a machine that does nothing else.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts one without a window, with more flags; to be used by one thread. */
    public static Chromium start(String... moreFlags) {
        return start(Path.of(program()), System.getenv(), moreFlags);
    }

    /** Starts one in a network of its own, from where it reaches this one and no other. */
    static Chromium startAway(int network, String... moreFlags) {
        return start(AWAY, away(network), moreFlags);
    }

    /** Starts one in a network of its own, as above, that keeps all that browsers keep in that folder. */
    static OwnBrowser startAway(int network, Path profile, String... moreFlags) {
        var playwright = playwright();
        return new OwnBrowser(playwright, playwright.chromium().launchPersistentContext(profile,
            new BrowserType.LaunchPersistentContextOptions().setExecutablePath(AWAY).setEnv(away(network))
                .setLocale("en-GB").setArgs(flags(moreFlags))));
    }

    private static Chromium start(Path program, Map<String, String> environment, String... moreFlags) {
        var playwright = playwright();
        return new Chromium(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions()
            .setExecutablePath(program).setEnv(environment).setArgs(flags(moreFlags))));
    }

    /** The running browser. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Playwright playwright() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of(
            "PLAYWRIGHT_NODEJS_PATH", Programs.needed("node"), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private static Map<String, String> away(int network) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(Map.of("NETWORK", Integer.toString(network), "CHROMIUM", program()));
        return environment;
    }

    private static List<String> flags(String... more) {
        return Stream.concat(FLAGS.stream(), Stream.of(more)).toList();
    }

    private static String program() {
        return Programs.needed("chromium", "google-chrome");
    }

    /** A folder as the driver's bundle would unpack it. */
    private static Path driver() {
        var installed = Programs.repository().resolve("web-assets/node_modules/playwright-core");
        if (!Files.isDirectory(installed)) {
            throw new IllegalStateException("The tests with real browsers need: npm --prefix web-assets ci");
        }
        try {
            var folder = Files.createTempDirectory("playwright");
            var link = Files.createSymbolicLink(folder.resolve("package"), installed);
            folder.toFile().deleteOnExit();
            link.toFile().deleteOnExit();
            return folder;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * One person's own browser, with a profile.
     *
     * @param playwright what drives it
     * @param context the browser
     */
    record OwnBrowser(Playwright playwright, BrowserContext context) implements AutoCloseable {

        @Override
        public void close() {
            context.close();
            playwright.close();
        }
    }
}
