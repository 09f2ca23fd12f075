package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room has two places, and who comes third learns nothing but that. */
final class AThirdPersonIsRefusedTest {
    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void theThirdIsToldThatTheRoomIsFullOrGoneAndNothingElse() {
        var pair = new Visitors.Pair(VISITORS.next(), VISITORS.next());
        pair.host().createsRoom();
        var link = pair.host().link();
        pair.guest().opens(link);
        pair.both(person -> person.waitsFor("secure"));
        pair.host().says("for your eyes only");
        pair.guest().hears("for your eyes only");

        var third = VISITORS.next();
        var frames = framesReceivedBy(third.page());
        third.opens(link);
        assertTrue(third.seesEnd("full_or_gone").contains("Room is full or gone"));
        assertThat(third.page().locator("#conversation")).hasCount(0);
        assertFalse(third.everything().contains("for your eyes only"));
        assertFalse(third.page().url().contains("rooms"));
        assertFalse(frames.isEmpty());
        assertEquals(List.of(), frames.stream().filter(frame -> frame.contains("\"message\":{")).toList());

        pair.guest().says("still only us");
        pair.host().hears("still only us");
        pair.both(person -> person.seesDelivered(1));
        pair.both(person -> person.waitsFor("secure"));
    }

    @Test
    void theSameTellsWhoComesToARoomThatIsGone() {
        var host = VISITORS.next();
        host.createsRoom();
        var link = host.link();
        host.destroysRoom();
        host.seesEnd("you_left");
        var path = link.substring(VISITORS.server().origin().length()).replaceFirst("#.*", "");
        Patience.until("the room is gone", () -> VISITORS.server().get(path, "application/json").statusCode() == 404);

        var late = VISITORS.next();
        late.watch().expect("404");
        late.opens(link);
        assertThat(late.page()).hasTitle("Nothing here · Nullroom");
    }

    private static List<String> framesReceivedBy(Page page) {
        List<String> frames = new ArrayList<>();
        page.onWebSocket(socket -> socket.onFrameReceived((WebSocketFrame frame) -> frames.add(frame.text())));
        return frames;
    }
}
