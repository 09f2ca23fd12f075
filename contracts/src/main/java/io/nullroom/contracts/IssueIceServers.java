package io.nullroom.contracts;

import java.time.Duration;
import java.util.List;

/**
 * Asks for STUN and TURN servers, with credentials that live as long as a room still does.
 *
 * <p>Says nothing about the room: the broker has no use for its name.
 * May be repeated: credentials that nobody takes expire. Where no broker is there a room opens without relays, at once.
 *
 * @param lifeMillis how long the credentials are needed, in milliseconds
 */
public record IssueIceServers(long lifeMillis) {

    /**
     * How long the broker may wait for a provider: less than the bus waits for the broker, so that what is left of an
     * earlier answer still gets through. A broker that is silent for longer is dead, and another one is asked.
     */
    public static final Duration PROVIDER_TIMEOUT = Duration.ofMillis(1500);

    /** How long what everybody gets alike may be handed on unasked; then the broker may be one with others. */
    public static final Duration ALIKE_FOR = Duration.ofSeconds(5);

    /** Answered by the turn-broker. */
    public static final Address<IssueIceServers, Reply> ADDRESS =
        new Address<>("ice.issue", IssueIceServers.class, Reply.class, Insistence.DISPENSABLE);

    /**
     * What to hand to the browser.
     *
     * @param iceServers may be empty
     * @param alike whether everybody gets just these, for however long a life
     */
    public record Reply(List<IceServer> iceServers, boolean alike) {

        /** Keeps a copy of the list. */
        public Reply {
            iceServers = List.copyOf(iceServers);
        }
    }
}
