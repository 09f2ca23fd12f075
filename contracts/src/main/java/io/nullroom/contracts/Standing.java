package io.nullroom.contracts;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a client stands with its server: what the next signaling instance has to know to go on where one has stopped,
 * without the client's noticing.
 *
 * @param since the number of the last of the client's messages that need not be said again, but for a subscription
 * @param subscribed whether that one is the subscription that stands, which has to be said again
 * @param peer the other participant, as far as the client has been told of one
 * @param heard the last signal that the client has been told
 */
public record Standing(long since, boolean subscribed, Optional<ConnectionId> peer, Optional<SignalId> heard) {
    /** Of a client that has been welcomed, and no more. */
    public static final Standing WELCOMED = new Standing(0, false, Optional.empty(), Optional.empty());

    private static final int PARTS = 4;

    /** After the message of that number was taken as a subscription. */
    public Standing subscribed(long number) {
        return new Standing(number, true, Optional.empty(), Optional.empty());
    }

    /** After the message of that number has come to nothing, or has ended the subscription. */
    public Standing unsubscribed(long number) {
        return new Standing(number, false, Optional.empty(), Optional.empty());
    }

    /** After the client has been told of the other one, or that there is none any more. */
    public Standing knowing(Optional<ConnectionId> other) {
        return new Standing(since, subscribed, other, heard);
    }

    /** After the client has been told a signal. */
    public Standing hearing(SignalId signal) {
        return new Standing(since, subscribed, peer, Optional.of(signal));
    }

    /** Whether the client has been told that signal, or one of the same socket that came after it. */
    public boolean hasHeard(SignalId signal) {
        return heard.filter(signal::isHeardWith).isPresent();
    }

    /** As it stands on the wire: at most 80 characters of printable ASCII. */
    public String text() {
        return Long.toString(since, Character.MAX_RADIX) + (subscribed ? ",s," : ",n,")
            + peer.map(ConnectionId::value).orElse("") + ',' + heard.map(SignalId::text).orElse("");
    }

    /** Reads {@link #text()}; fails with an {@link IllegalArgumentException} where it is none. */
    public static Standing of(String text) {
        // Without a pattern, since a gateway reads one with each message that it passes on.
        var parts = text.split(",", -1);
        if (parts.length == PARTS) {
            var standing = new Standing(Long.parseUnsignedLong(parts[0], Character.MAX_RADIX), parts[1].equals("s"),
                given(parts[2]).map(UUID::fromString).map(UUID::toString).map(ConnectionId::new),
                given(parts[3]).map(SignalId::of));
            // There are more ways to write a number, or a text of another kind, than the one above.
            if (standing.text().equals(text)) {
                return standing;
            }
        }
        throw new IllegalArgumentException("no standing");
    }

    private static Optional<String> given(String part) {
        return Optional.of(part).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "Standing[hidden]";
    }
}
