package io.nullroom.contracts;

/**
 * The other participant of a room, as one of them is told of it.
 *
 * @param connection its public name
 * @param endpoint where it is, or was last
 * @param present false while its place is only held for it, within the grace period
 */
public record Peer(ConnectionId connection, Endpoint endpoint, boolean present) {
}
