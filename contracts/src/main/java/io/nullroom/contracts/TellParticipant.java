package io.nullroom.contracts;

/**
 * News for one participant, sent to the signaling instance that has its socket.
 *
 * <p>An instance has this one address, however many rooms there are. What one sender tells arrives in its order.
 *
 * @param socket the participant's socket on that instance; where it is gone, the news is dropped
 * @param notice the news
 */
public record TellParticipant(String socket, Notice notice) {

    /** The address of a signaling instance; nothing is replied. */
    public static Address<TellParticipant, Done> at(String instance) {
        return new Address<>("signaling." + instance, TellParticipant.class, Done.class);
    }
}
