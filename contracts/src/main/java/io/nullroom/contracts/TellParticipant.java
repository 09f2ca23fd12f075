package io.nullroom.contracts;

import java.util.List;

/**
 * News for one participant, sent to the signaling instance that has its socket.
 *
 * <p>The notices of a sender are numbered, and the sender keeps them until they are taken: what is repeated is taken
 * once. So nothing is lost, doubled or out of order while both instances live. Answered when the participant has its
 * place, not before.
 *
 * @param socket the participant's socket on that instance
 * @param from the socket whose news it is
 * @param first the number of the first notice
 * @param notices the news, in order
 */
public record TellParticipant(String socket, Endpoint from, long first, List<Notice> notices) {

    /** Keeps a copy of the list. */
    public TellParticipant {
        notices = List.copyOf(notices);
    }

    /** The address of a signaling instance, however many rooms there are. */
    public static Address<TellParticipant, Reply> at(String instance) {
        return new Address<>("signaling." + instance, TellParticipant.class, Reply.class);
    }

    /**
     * What became of it.
     *
     * @param known false where there is no such socket
     * @param next the number of the first notice that was not taken: the participant is away, and these are to be kept
     */
    public record Reply(boolean known, long next) {

        /** The answer where there is no such socket. */
        public static final Reply UNKNOWN = new Reply(false, 0);
    }
}
