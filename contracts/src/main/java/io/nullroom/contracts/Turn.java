package io.nullroom.contracts;

/**
 * Which of the signaling instances that one client's socket has been at, one after the other, it is that asks.
 *
 * <p>An instance that was frozen or cut off may ask late, when the socket has gone on: by its turn that is seen.
 *
 * @param socket the socket, by a name that is the same at each of them; a digest, and no secret
 * @param number 0 at the first instance, and one more at each that follows
 */
public record Turn(String socket, int number) {

    /** Takes a turn as it is said. */
    public Turn {
        if (socket.isEmpty() || number < 0) {
            throw new IllegalArgumentException("no turn");
        }
    }

    /** Whether the same socket has gone on since, from here to {@code other}. */
    public boolean isBefore(Turn other) {
        return socket.equals(other.socket) && number < other.number;
    }

    @Override
    public String toString() {
        return "Turn[hidden]";
    }
}
