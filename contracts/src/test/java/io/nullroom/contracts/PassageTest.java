package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What instances and gateways tell each other about a socket, in headers and pongs. */
class PassageTest {
    private static final SignalId SIGNAL = new SignalId(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final Standing STANDING =
        new Standing(Long.MAX_VALUE, true, Optional.of(ConnectionId.random()), Optional.of(SIGNAL));

    private final Passage passage = Passage.random();

    static Stream<Mark> marks() {
        return Stream.of(new Mark.MoveOn(), new Mark.AtOnce(Standing.WELCOMED), new Mark.WithNext(Standing.WELCOMED),
            new Mark.WithNext(STANDING), new Mark.AtOnce(STANDING.unsubscribed(4)),
            new Mark.WithNext(STANDING.subscribed(5).knowing(Optional.of(ConnectionId.random()))));
    }

    @ParameterizedTest
    @MethodSource("marks")
    void aMarkArrivesAndFitsIntoAPong(Mark mark) {
        var payload = passage.payload(mark);
        assertEquals(Optional.of(mark), passage.mark(payload));
        assertTrue(payload.length <= 125, payload.length + " bytes");
    }

    @ParameterizedTest
    @MethodSource("marks")
    void aPongThatDoesNotKnowTheSecretIsNoMark(Mark mark) {
        assertEquals(Optional.empty(), passage.mark(Passage.random().payload(mark)));
        assertEquals(Optional.empty(), passage.mark(mark.text().getBytes(StandardCharsets.US_ASCII)));
        assertEquals(Optional.empty(), passage.mark(new byte[0]));
    }

    @Test
    void headersArrive() {
        assertEquals(passage, Passage.of(passage.secret()));
        var continuation = new Continuation(STANDING, Long.MAX_VALUE, 2000, 99, true);
        assertEquals(continuation, Continuation.of(continuation.text()));
        assertNotEquals(passage.secret(), Passage.random().secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1", "1.", ".1", "-1.1", "1.-1", "1.1.1", "é.1", "zzzzzzzzzzzzzz.1"})
    void whatNamesNoSignalIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> SignalId.of(text));
    }

    @Test
    void subscriptionsOfASocketHaveNumbersOfTheirOwnThatAnotherInstanceFindsAgain() {
        assertEquals(SignalId.speaker(passage.secret(), 1), SignalId.speaker(passage.secret(), 1));
        assertNotEquals(SignalId.speaker(passage.secret(), 1), SignalId.speaker(passage.secret(), 2));
        assertNotEquals(SignalId.speaker(passage.secret(), 1), SignalId.speaker(Passage.random().secret(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "twenty-one-signs-012-", "twenty-two-signs-0123-.", "1,1,", "1,1,1,o,1,x,,",
        "1,1,1,u,1,s,\"x\":\",", "zzzzzzzzzzzzz,1,1,o,1,n,,", "1,zzzzz,1,o,1,n,,", "1,1,1,o,1,n,,1",
        "1,1,1,o,-1,n,,", "1,1,1,o,+1,n,,", "1,1,1,o,A,n,,", "1,1,1,o,1,x,,", "1,1,1,o,1,n,,A.1",
        "1,1,1,x,1,n,,", "m "})
    void whatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Passage.of(text));
        assertThrows(IllegalArgumentException.class, () -> Continuation.of(text));
        assertThrows(IllegalArgumentException.class, () -> Mark.of(text));
    }

    @Test
    void signalsOfASocketAreHeardInOrder() {
        var heard = Standing.WELCOMED.hearing(new SignalId(1, 5));
        assertTrue(heard.hasHeard(new SignalId(1, 5)));
        assertTrue(heard.hasHeard(new SignalId(1, 4)));
        assertFalse(heard.hasHeard(new SignalId(1, 6)));
        assertFalse(heard.hasHeard(new SignalId(2, 1)), "of another socket");
    }

    @Test
    void nothingOfItIsPrinted() {
        var printed = passage.toString() + STANDING + new Mark.AtOnce(STANDING)
            + new Continuation(STANDING, 1, 1, 1, true);
        assertFalse(printed.contains(passage.secret()), printed);
        assertFalse(printed.contains(STANDING.peer().orElseThrow().value()), printed);
    }
}
