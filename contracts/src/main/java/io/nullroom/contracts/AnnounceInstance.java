package io.nullroom.contracts;

import java.time.Duration;

/**
 * What a signaling instance says of itself to everybody, once every {@link #PERIOD}; see {@link Roster}.
 *
 * @param instance its name, as in {@link Endpoint#instance()}
 * @param host where others reach its port
 * @param port the TCP port at which it takes sockets; 0 where it has none of its own
 * @param sockets how many are open
 * @param accepting whether it takes more; not while it drains
 */
public record AnnounceInstance(String instance, String host, int port, int sockets, boolean accepting) {

    /** Published: whoever wants to know listens. */
    public static final Address<AnnounceInstance, Done> ADDRESS =
        new Address<>("signaling.roster", AnnounceInstance.class, Done.class);

    /** How often an instance says so. */
    public static final Duration PERIOD = Duration.ofMillis(500);
}
