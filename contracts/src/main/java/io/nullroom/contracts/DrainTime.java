package io.nullroom.contracts;

import java.time.Duration;

/**
 * How those who are sent away by a process that stops take turns, so that they do not return as one crowd.
 *
 * @param most how long it takes at most
 */
public record DrainTime(Duration most) {
    /** The setting, which the gateway and the signaling-service have in common. */
    public static final Setting SETTING = new Setting("NULLROOM_DRAIN_SECONDS", "seconds", "5",
        "How long a process that stops takes at most to send its sockets away, a few at a time.");

    /** The pace of few: two people on a laptop need not wait. */
    private static final long MILLIS_A_SOCKET = 5;

    /** Reads the setting. */
    public static DrainTime from(Environment environment) {
        return new DrainTime(environment.seconds(SETTING, 0, 8));
    }

    /** When the turn of one of {@code count} comes, in milliseconds; the first one's is at once. */
    public long turnOf(int index, int count) {
        return Math.min(most.toMillis(), count * MILLIS_A_SOCKET) * index / count;
    }
}
