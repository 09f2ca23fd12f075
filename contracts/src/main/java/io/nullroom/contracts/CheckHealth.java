package io.nullroom.contracts;

import java.util.List;

/**
 * Asks a service whether it can do its work; the room-service answers when a write to its store has succeeded.
 *
 * <p>Fails with {@link Failure#STORE_UNAVAILABLE}.
 */
public record CheckHealth() {

    /** Answered by the room-service. */
    public static final Address<CheckHealth, Done> ROOM = address("room");
    /** Answered by the signaling-service. */
    public static final Address<CheckHealth, Done> SIGNALING = address("signaling");
    /** Answered by the turn-broker. */
    public static final Address<CheckHealth, Done> TURN = address("turn");
    /** Answered by the web-assets. */
    public static final Address<CheckHealth, Done> ASSETS = address("assets");
    /** All of them. */
    public static final List<Address<CheckHealth, Done>> ALL = List.of(ROOM, SIGNALING, TURN, ASSETS);

    private static Address<CheckHealth, Done> address(String service) {
        return Address.repeatable("health." + service, CheckHealth.class, Done.class);
    }
}
