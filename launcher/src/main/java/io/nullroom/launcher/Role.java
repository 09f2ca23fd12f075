package io.nullroom.launcher;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The services, by the names that they have on the command line; declared in the order in which they start. */
enum Role {
    /** The room-service. */
    ROOM,
    /** The turn-broker. */
    TURN,
    /** The web-assets. */
    ASSETS,
    /** The signaling-service. */
    SIGNALING,
    /** The gateway, last: the port opens when everything behind it is there. */
    GATEWAY;

    /** Those that were named, or all where none was. */
    static Set<Role> named(Iterable<Role> names) {
        var roles = EnumSet.noneOf(Role.class);
        names.forEach(roles::add);
        return roles.isEmpty() ? EnumSet.allOf(Role.class) : roles;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
