package io.nullroom.peer;

/** Two sides whose messages wait to be delivered. */
final class TwoSides {
    /** The initiator. */
    final Side first = new Side();
    /** The responder. */
    final Side second = new Side();

    private final long seed;

    /** Who have agreed, with all randomness from this seed. */
    TwoSides(long seed) {
        this.seed = seed;
        var meeting = new Meeting(seed);
        var keys = meeting.keys();
        first.talk = new Conversation(keys, Role.INITIATOR, second, first, Meeting.seeded(seed + 1));
        second.talk = new Conversation(meeting.responder.release().orElseThrow(), Role.RESPONDER, first, second,
            Meeting.seeded(seed + 2));
    }

    /** The id of the first transfer that the first side offers, which follows from the seed. */
    byte[] offered() {
        return Meeting.seeded(seed + 1).bytes(FileFrame.ID_BYTES);
    }

    /** Delivers all there is, until nobody has anything to answer. */
    void deliver() {
        while (!first.isIdle() || !second.isIdle()) {
            deliverTexts();
            first.takesChunks();
            second.takesChunks();
        }
    }

    /** Delivers texts and no chunk. */
    void deliverTexts() {
        while (!first.texts.isEmpty() || !second.texts.isEmpty()) {
            first.takesTexts();
            second.takesTexts();
        }
    }
}
