package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page that tries every way, against a real coturn: what works, what does not, and what to set. */
final class TheConnectionCheckTest {
    @AutoClose
    private static final RunningCoturn COTURN = RunningCoturn.start();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(COTURN.settings());

    @Test
    void whatIsConfiguredWorksAndTheRoomOfTheCheckIsGone() {
        var person = VISITORS.next();
        List<String> rooms = new ArrayList<>();
        person.page().onResponse(answer -> {
            if (answer.request().method().equals("POST")) {
                rooms.add(new JsonObject(answer.text()).getString("room_id"));
            }
        });
        checks(person);
        says(person, "cable", "works", "Works.");
        says(person, "stun", "works", "Works");
        says(person, "udp", "works", "Works, after");
        says(person, "tcp", "works", "Works, after");
        says(person, "tls", "absent", "turns:host:443?transport=tcp");
        assertThat(person.page().locator("#said")).hasText("All that is configured works.");
        assertEquals(1, rooms.size());
        Patience.until("the room is gone", () ->
            VISITORS.server().get("/rooms/" + rooms.get(0), "application/json").statusCode() == 404);
    }

    @Test
    void aSecretThatDoesNotFitIsTold() {
        var settings = COTURN.settings();
        settings.put("NULLROOM_TURN_SECRET", "another secret of a fair length");
        try (var server = RunningServer.with(settings)) {
            var person = VISITORS.nextTo(server.origin());
            checks(person);
            says(person, "udp", "fails", "NULLROOM_TURN_SECRET");
            says(person, "tcp", "fails", "NULLROOM_TURN_SECRET");
            assertThat(person.page().locator("#said")).hasText("2 things do not work.");
            person.goHome();
        }
    }

    @Test
    void aRelayThatLetsNothingThroughAndOneThatIsGoneAreToldApart() {
        var gone = RunningCoturn.start();
        try (gone; var shut = RunningCoturn.startShut()) {
            gone.stop();
            var settings = COTURN.settings();
            settings.put("NULLROOM_TURN_URIS",
                shut.url("turn", "?transport=udp") + "," + gone.url("turn", "?transport=tcp"));
            try (var server = RunningServer.with(settings)) {
                var person = VISITORS.nextTo(server.origin());
                checks(person);
                says(person, "tcp", "fails", "Cannot be reached");
                says(person, "udp", "fails", "lets nothing through");
                person.goHome();
            }
        }
    }

    @Test
    void withoutRelaysItSaysWhatToSet() {
        try (var server = RunningServer.with(Map.of())) {
            var person = VISITORS.nextTo(server.origin());
            checks(person);
            says(person, "cable", "works", "Works.");
            says(person, "udp", "absent", "NULLROOM_TURN_URIS");
            person.goHome();
        }
    }

    private static void checks(Person person) {
        person.visits("/check");
        person.page().locator("#check").click();
        assertThat(person.page().locator("#said")).not().hasText("",
            new LocatorAssertions.HasTextOptions().setTimeout(30_000));
    }

    private static void says(Person person, String leg, String state, String words) {
        var row = person.page().locator("[data-leg=" + leg + "]");
        assertThat(row).hasAttribute("data-state", state);
        assertThat(row).containsText(words);
    }
}
