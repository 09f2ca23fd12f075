package io.nullroom.contracts;

import java.util.regex.Pattern;

/**
 * What a gateway brings along when it takes a client's socket from one signaling instance to the next.
 *
 * <p>Upon the handshake the gateway says again what the client has said last: its subscription, if one stands, and the
 * messages after it, since nobody knows how many of these the former instance has passed on.
 *
 * @param standing how the client stands
 * @param next the number of the first message that comes after the subscription
 * @param again how many messages come, the subscription among them, that were said before
 * @param turn how many instances were asked before
 * @param orderly whether the former one has let the socket go, and answers for what is left there; else it may be dead
 */
public record Continuation(Standing standing, long next, int again, int turn, boolean orderly) {
    /** The header of a gateway's request for a socket that has it. */
    public static final String HEADER = "nullroom-continuation";

    private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,13}),([0-9a-z]{1,4}),([0-9a-z]{1,5}),([ou]),(.+)");

    /** As it stands in the header. */
    public String text() {
        return Long.toString(next, Character.MAX_RADIX) + ',' + Integer.toString(again, Character.MAX_RADIX) + ','
            + Integer.toString(turn, Character.MAX_RADIX) + (orderly ? ",o," : ",u,") + standing.text();
    }

    /** Reads {@link #text()}; fails with an {@link IllegalArgumentException} where it is none. */
    public static Continuation of(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no continuation");
        }
        return new Continuation(Standing.of(parts.group(5)), Long.parseLong(parts.group(1), Character.MAX_RADIX),
            Integer.parseInt(parts.group(2), Character.MAX_RADIX),
            Integer.parseInt(parts.group(3), Character.MAX_RADIX), "o".equals(parts.group(4)));
    }
}
