package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who comes with another key learns nothing, and both are told. */
final class WrongKeyTest {
    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void bothAreToldThatTheKeyDoesNotFitAndNothingIsSent() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.host().createsRoom();
        pair.guest().opens(withAnotherKey(pair.host().link()));
        pair.both(person -> {
            var text = person.seesEnd("wrong_key");
            assertTrue(text.contains("The key does not fit"), text);
            assertTrue(text.contains("Nothing was sent"), text);
            assertEquals(List.of(), person.statuses().stream().filter(seen -> seen.status().equals("secure")).toList());
            assertThat(person.page().locator("#message-input")).hasCount(0);
        });
    }

    @Test
    void aLinkWithoutItsWholeKeyIsToldApartBeforeTheServerIsAsked() {
        var host = VISITORS.next();
        host.createsRoom();
        tells(host.link().replaceFirst("#.*", ""), "The key is missing");
        tells(host.link().substring(0, host.link().length() - 1), "The link is not complete");
        tells(host.link().replaceFirst("#2\\..", "#2.!"), "The link is damaged");
        tells(host.link().replaceFirst("#2\\.", "#3."), "This link is too new");
        host.waitsFor("waiting");
        assertEquals(List.of("waiting"), host.statuses().stream().map(Person.Seen::status)
            .filter(status -> !status.equals("connecting")).distinct().toList());
    }

    private static void tells(String link, String title) {
        var guest = VISITORS.next();
        guest.opens(link);
        var text = guest.seesEnd("bad_link");
        assertTrue(text.contains(title), text);
        assertThat(guest.page().locator("#new-room")).isVisible();
    }

    private static String withAnotherKey(String link) {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return link.replaceFirst("#2\\..*", "#2." + Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }
}
