package io.nullroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of a signal, which no other one has: whoever hears it twice can tell.
 *
 * <p>It stays the same when the signal is said again by another instance, since it is made of what that instance finds
 * again: the client's socket, and how many messages came on it.
 *
 * @param speaker the sender's subscription, by a number that another one of the same socket has not
 * @param number which of the messages on that socket the signal was, from 1 on
 */
public record SignalId(long speaker, long number) {

    /** Fails with an {@link IllegalArgumentException} where one of them is negative. */
    public SignalId {
        if (speaker < 0 || number < 0) {
            throw new IllegalArgumentException("a signal is named by two numbers without a sign");
        }
    }

    /** The number of the subscription that a socket with that secret has asked for by its message of that number. */
    public static long speaker(String secret, long subscription) {
        return DigestNumber.of(secret + '.' + subscription) & Long.MAX_VALUE;
    }

    /** Whether whoever has heard {@code last} has heard this one, too: those of a subscription come in order. */
    public boolean isHeardWith(SignalId last) {
        return speaker == last.speaker && number <= last.number;
    }

    /** As it stands on the wire: short, and of letters, digits and a dot. */
    @JsonValue
    public String text() {
        return Long.toString(speaker, Character.MAX_RADIX) + '.' + Long.toString(number, Character.MAX_RADIX);
    }

    /** Reads {@link #text()}; fails with an {@link IllegalArgumentException} where it is none. */
    @JsonCreator
    public static SignalId of(String text) {
        int dot = text.indexOf('.');
        return new SignalId(Long.parseLong(text, 0, Math.max(0, dot), Character.MAX_RADIX),
            Long.parseLong(text, dot + 1, text.length(), Character.MAX_RADIX));
    }
}
