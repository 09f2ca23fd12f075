package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For one test class: a server, a browser, and the people who sit at it, each apart from all others. */
final class Visitors implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final Map<String, String> settings;
    private final String[] flags;
    private final List<Person> people = new ArrayList<>();
    private RunningServer server;
    private Chromium chromium;

    private Visitors(Map<String, String> settings, String... flags) {
        this.settings = settings;
        this.flags = flags;
    }

    /** Visitors of a server with these settings, whose browser is started with more flags. */
    static Visitors to(Map<String, String> settings, String... flags) {
        return new Visitors(settings, flags);
    }

    /** The server they visit. */
    RunningServer server() {
        return server;
    }

    /** Somebody new. */
    Person next() {
        return nextTo(server.origin());
    }

    /** Somebody new, who finds a server there. */
    Person nextTo(String origin) {
        return nextTo(origin, new Browser.NewContextOptions());
    }

    /** Somebody new, who finds a server there, with a browser of that kind. */
    Person nextTo(String origin, Browser.NewContextOptions kind) {
        var person = new Person(chromium.browser().newContext(kind.setLocale("en-GB")), origin);
        people.add(person);
        return person;
    }

    /** Two people who have met in a new room. */
    Pair two() {
        return twoAt(server.origin());
    }

    /** Two people who have met in a new room of the server there. */
    Pair twoAt(String origin) {
        return new Pair(nextTo(origin), nextTo(origin)).meet();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = RunningServer.with(settings);
        chromium = Chromium.start(flags);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var problems = people.stream().flatMap(person -> person.problems().stream()).toList();
        people.forEach(Person::goHome);
        people.clear();
        assertEquals(List.of(), problems, "what must not happen in a browser");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        chromium.close();
        server.close();
    }

    /**
     * Two people.
     *
     * @param host who makes the room
     * @param guest who follows the link
     */
    record Pair(Person host, Person guest) {

        /** They meet in a new room. */
        Pair meet() {
            host.createsRoom();
            guest.opens(host.link());
            both(person -> person.waitsFor("secure"));
            return this;
        }

        /** The one, then the other. */
        void both(Consumer<Person> action) {
            action.accept(host);
            action.accept(guest);
        }
    }
}
