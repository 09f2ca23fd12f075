package io.nullroom.signaling;

import io.nullroom.contracts.Notice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** What waits for a participant who is not there at this moment; bounded, since the other one may be hostile. */
final class Backlog {
    static final int NOTICES = 256;
    static final int CHARACTERS = 256 * 1024;

    private final Queue<Notice> waiting = new ArrayDeque<>();
    private int characters;

    /** Keeps a notice; false where there is no more room. */
    boolean add(Notice notice) {
        characters += notice instanceof Notice.Signal signal ? signal.data().length() : 0;
        return waiting.size() < NOTICES && characters <= CHARACTERS && waiting.add(notice);
    }

    /** Empties itself and hands out everything in its order; what the reader puts back waits for the next time. */
    void drain(Consumer<Notice> reader) {
        var all = List.copyOf(waiting);
        waiting.clear();
        characters = 0;
        all.forEach(reader);
    }
}
