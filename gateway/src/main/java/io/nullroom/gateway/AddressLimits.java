package io.nullroom.gateway;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import java.util.List;

/**
 * How much one client address may ask for; wide enough for an office behind one address.
 *
 * @param on whether addresses are counted at all
 * @param roomsPerMinute new rooms
 * @param lookUpsPerMinute questions for a room, by page or JSON
 * @param handshakesPerMinute handshakes left or taken
 * @param turnCredentialsPerMinute sets of TURN credentials; rooms open without a relay beyond that
 * @param socketsPerMinute sockets on the cable that are asked for
 * @param sockets sockets on the cable at once
 */
record AddressLimits(boolean on, long roomsPerMinute, long lookUpsPerMinute, long handshakesPerMinute,
                     long turnCredentialsPerMinute, long socketsPerMinute, long sockets) {
    private static final Setting RATE_LIMITS = new Setting("NULLROOM_RATE_LIMITS", "on or off", "on",
        "Whether requests and sockets are counted by client address; off for load tests and private networks.");
    private static final Setting ROOMS = new Setting("NULLROOM_ROOMS_PER_MINUTE", "requests", "60",
        "New rooms that one client address may open in a minute.");
    private static final Setting LOOK_UPS = new Setting("NULLROOM_ROOM_LOOKUPS_PER_MINUTE", "requests", "600",
        "Room pages and room look-ups that one client address may ask for in a minute.");
    private static final Setting HANDSHAKES = new Setting("NULLROOM_HANDSHAKES_PER_MINUTE", "requests", "60",
        "Handshakes that one client address may leave or take in a minute.");
    private static final Setting TURN_CREDENTIALS = new Setting("NULLROOM_TURN_CREDENTIALS_PER_ADDRESS",
        "sets a minute", "180", "Sets of TURN credentials that one client address gets in a minute.");
    // Who has all that are allowed at once can lose and reopen them thrice.
    private static final Setting NEW_SOCKETS = new Setting("NULLROOM_SOCKETS_PER_MINUTE", "requests", "1500",
        "Sockets on the cable that one client address may ask for in a minute.");
    private static final Setting SOCKETS = new Setting("NULLROOM_SOCKETS_PER_ADDRESS", "sockets", "500",
        "Sockets on the cable that one client address may hold at once.");

    static final List<Setting> SETTINGS =
        List.of(RATE_LIMITS, ROOMS, LOOK_UPS, HANDSHAKES, TURN_CREDENTIALS, NEW_SOCKETS, SOCKETS);

    static AddressLimits from(Environment environment) {
        return new AddressLimits(
            environment.flag(RATE_LIMITS, "on", "off"),
            environment.number(ROOMS, 1, 1_000_000),
            environment.number(LOOK_UPS, 1, 1_000_000),
            environment.number(HANDSHAKES, 1, 1_000_000),
            environment.number(TURN_CREDENTIALS, 1, 1_000_000),
            environment.number(NEW_SOCKETS, 1, 1_000_000),
            environment.number(SOCKETS, 1, 1_000_000));
    }
}
