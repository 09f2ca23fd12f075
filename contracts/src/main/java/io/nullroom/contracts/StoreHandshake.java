package io.nullroom.contracts;

/**
 * Leaves an encrypted link under a name for whoever knows the phrase; kept for 180 seconds.
 *
 * <p>Fails with {@link Failure#HANDSHAKE_EXISTS} while one of that name is kept, or {@link Failure#STORE_UNAVAILABLE}.
 *
 * @param handshake its name
 * @param blob base64, at most 4 KiB; never looked into
 */
public record StoreHandshake(HandshakeId handshake, String blob) {

    /** Answered by the room-service. */
    public static final Address<StoreHandshake, Done> ADDRESS =
        new Address<>("handshake.store", StoreHandshake.class, Done.class);

    @Override
    public String toString() {
        return "StoreHandshake[hidden]";
    }
}
