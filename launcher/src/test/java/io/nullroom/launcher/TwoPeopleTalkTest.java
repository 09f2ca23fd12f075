package io.nullroom.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people open a link and talk. */
final class TwoPeopleTalkTest {
    private static final int BURST = 200;

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void theSecondPersonFollowsTheLinkAndBothAreSecureOnTheDirectPath() {
        var host = VISITORS.next();
        var guest = VISITORS.next();
        host.createsRoom();
        guest.opens(host.link());
        for (var person : List.of(host, guest)) {
            person.waitsFor("secure");
            assertThat(person.page().locator("#status")).hasAttribute("data-path", "direct");
            assertThat(person.page().locator("#status")).containsText("Secure, direct");
            assertFalse(person.statuses().stream().anyMatch(seen -> seen.status().equals("lost")));
        }
    }

    @Test
    void theyTalkBothWaysAndSeeThatItArrived() {
        var pair = VISITORS.two();
        pair.host().says("Is that you?");
        pair.guest().hears("Is that you?");
        pair.guest().says("It is.");
        pair.host().hears("It is.");
        pair.both(person -> person.seesDelivered(1));
    }

    @Test
    void aMessageMayHaveManyLinesAndAnyLetters() {
        var pair = VISITORS.two();
        var text = "First line\n\n  third, indented\nĀ ﷽ 👩‍👩‍👧 <b>not bold</b> & \"quoted\" `${1}`";
        pair.host().says(text);
        pair.guest().hears(text);
        assertThat(pair.guest().page().locator("#messages b")).hasCount(0);
    }

    @Test
    void shiftAndEnterMakeANewLineAndEnterSends() {
        var pair = VISITORS.two();
        var field = pair.host().page().locator("#message-input");
        field.pressSequentially("one");
        field.press("Shift+Enter");
        field.pressSequentially("two");
        field.press("Enter");
        pair.guest().hears("one\ntwo");
        assertThat(field).hasValue("");
    }

    @Test
    void aBurstEachWayArrivesWholeAndInOrder() {
        var pair = VISITORS.two();
        pair.both(TwoPeopleTalkTest::saysManyAtOnce);
        pair.both(person -> person.hears("message " + BURST));
        var spoken = IntStream.rangeClosed(1, BURST).mapToObj(number -> "message " + number).toList();
        pair.both(person -> assertEquals(spoken, person.texts("other")));
        pair.both(person -> person.seesDelivered(BURST));
    }

    @Test
    void theServerIsAskedForNothingWhileTheyTalk() {
        var pair = VISITORS.two();
        List<String> requests = new ArrayList<>();
        pair.both(person -> person.page().onRequest(request -> requests.add(request.url())));
        pair.host().says("just between us");
        pair.guest().hears("just between us");
        pair.guest().says("whatever we say");
        pair.host().hears("whatever we say");
        pair.both(person -> person.seesDelivered(1));
        pair.both(Person::problems);
        // The browser asks for the page's icon when it likes.
        assertEquals(List.of(), requests.stream().filter(url -> !url.endsWith("/favicon.svg")).toList());
    }

    @Test
    void theClocksAgreeWithinASecond() {
        var pair = VISITORS.two();
        pair.both(person -> assertThat(person.page().locator("#clock")).hasText(
            Pattern.compile("1[45]:\\d\\d")));
        // Read one after the other, which may take a moment.
        Patience.until("they agree", () ->
            Math.abs(secondsLeft(pair.host()) - secondsLeft(pair.guest())) <= 1);
    }

    @Test
    void theLinkIsHiddenUntilAskedForAndIsTheOneInTheAddressBar() {
        var host = VISITORS.next();
        host.createsRoom();
        assertFalse(host.everything().contains(host.link()));
        assertThat(host.page().locator("#share-link")).isHidden();
        host.page().locator("#share-open").click();
        assertThat(host.page().locator("#share-link")).hasValue(host.link());
        host.page().locator("#share-open").click();
        assertFalse(host.everything().contains(host.link()));
    }

    @Test
    void theCopiedLinkIsTheOneInTheAddressBar() {
        var host = VISITORS.next();
        host.createsRoom();
        host.page().locator("#share-copy").click();
        assertThat(host.page().locator("#share-said")).containsText("copied");
        var elsewhere = host.browser().newPage();
        elsewhere.setContent("<textarea></textarea>");
        elsewhere.locator("textarea").press("Control+V");
        assertThat(elsewhere.locator("textarea")).hasValue(host.link());
    }

    @Test
    void theKeyLeavesTheAddressBarOnceBothAreIn() {
        VISITORS.two().both(person -> assertThat(person.page()).hasURL(
            Pattern.compile(".*/rooms/[0-9a-f-]{36}$")));
    }

    private static void saysManyAtOnce(Person person) {
        person.page().evaluate("""
            (count) => {
              const field = document.getElementById('message-input');
              for (let number = 1; number <= count; number += 1) {
                field.value = `message ${number}`;
                document.getElementById('composer').requestSubmit();
              }
            }""", BURST);
    }

    private static int secondsLeft(Person person) {
        var face = person.page().locator("#clock").innerText().split(":");
        return 60 * Integer.parseInt(face[0]) + Integer.parseInt(face[1]);
    }
}
