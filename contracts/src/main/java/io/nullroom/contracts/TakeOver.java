package io.nullroom.contracts;

import java.util.List;
import java.util.Optional;

/**
 * Takes a resumed place over from the instance that had its former socket, which closes it and hands over what is left.
 *
 * <p>Answered once: a socket that has handed over, or is not known, leaves nothing.
 *
 * @param socket the former socket, on that instance
 */
public record TakeOver(String socket) {

    /** The address of a signaling instance. */
    public static Address<TakeOver, Reply> at(String instance) {
        return new Address<>("signaling." + instance + ".place", TakeOver.class, Reply.class);
    }

    /**
     * What the former socket leaves.
     *
     * @param untold what its participant had said and the other one has not taken, in order
     * @param told what was said before that, and taken of late by the other one's instance
     * @param missed the other one, where it has left and the participant could not be told
     * @param heard how far the other one was heard
     */
    public record Reply(List<Notice> untold, List<Notice> told, Optional<ConnectionId> missed,
                        Optional<Heard> heard) {

        /** What a socket leaves that nobody knows. */
        public static final Reply NOTHING = new Reply(List.of(), List.of(), Optional.empty(), Optional.empty());

        /** Keeps copies of the lists. */
        public Reply {
            untold = List.copyOf(untold);
            told = List.copyOf(told);
        }
    }

    /**
     * How much of a sender's news was taken.
     *
     * @param from the sender
     * @param next the number of the first notice that was not
     */
    public record Heard(Endpoint from, long next) {
    }
}
