package io.nullroom.contracts;

/**
 * Takes a handshake away: it is answered once, and gone by the same step.
 *
 * <p>Fails with {@link Failure#HANDSHAKE_NOT_FOUND} or {@link Failure#STORE_UNAVAILABLE}.
 *
 * @param handshake its name
 */
public record TakeHandshake(HandshakeId handshake) {

    /** Answered by the room-service. */
    public static final Address<TakeHandshake, Reply> ADDRESS =
        new Address<>("handshake.take", TakeHandshake.class, Reply.class);

    /**
     * What was left there.
     *
     * @param blob as it was stored
     */
    public record Reply(String blob) {

        @Override
        public String toString() {
            return "Reply[hidden]";
        }
    }
}
