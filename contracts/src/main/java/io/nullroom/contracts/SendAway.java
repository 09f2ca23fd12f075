package io.nullroom.contracts;

/**
 * Has a signaling instance send those away to come back whose sockets a gateway has passed on that is about to stop.
 *
 * <p>Answered at once; a few at a time then hear of it and close their sockets, and nothing that is on its way to them
 * or from them is lost. Safe to repeat.
 *
 * @param gateway the name that the gateway has given itself; see {@link TrunkHandshake#GATEWAY}
 */
public record SendAway(String gateway) {
    /** The address of a signaling instance. */
    public static Address<SendAway, Done> at(String instance) {
        return new Address<>("signaling." + instance + ".gateway", SendAway.class, Done.class);
    }
}
