package io.nullroom.contracts;

/**
 * Where a participant can be reached now: a socket on a signaling instance.
 *
 * <p>Each socket has an endpoint of its own, also when it resumes a place. So what an old socket still reports (that
 * it was lost, say) cannot be taken for news of the new one.
 *
 * @param instance the signaling instance, see {@link TellParticipant#at(String)}
 * @param socket the socket on that instance
 */
public record Endpoint(String instance, String socket) {

    @Override
    public String toString() {
        return "Endpoint[hidden]";
    }
}
