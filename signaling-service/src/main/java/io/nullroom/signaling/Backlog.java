package io.nullroom.signaling;

import io.nullroom.contracts.Notice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a {@link Line} has not got rid of yet, in order; of what is said, no more than a bound. */
final class Backlog {
    static final int NOTICES = 256;

    private final Kept.Part kept;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int counted;
    private int characters;

    /** A notice that waits; one that was said before counts no more. */
    private record Waiting(Notice notice, boolean counts) {
    }

    /** Nothing so far, as a part of what is kept. */
    Backlog(Kept.Part kept) {
        this.kept = kept;
    }

    /** Whether there is room for one that counts; less where all of it waits for somebody who is {@code away}. */
    boolean fits(Notice notice, boolean away) {
        int then = characters + Kept.length(notice);
        return counted < NOTICES && then <= Kept.MOST && (!away || kept.allows(then));
    }

    /** Keeps it behind all others. */
    void add(Notice notice, boolean counts) {
        waiting.add(counting(notice, counts));
    }

    /** Keeps these before all others. */
    void putFirst(List<Notice> notices, boolean counts) {
        for (int last = notices.size() - 1; last >= 0; last--) {
            waiting.addFirst(counting(notices.get(last), counts));
        }
    }

    /** Gives the first one away. */
    Notice remove() {
        var first = waiting.remove();
        counted -= first.counts() ? 1 : 0;
        characters -= first.counts() ? Kept.length(first.notice()) : 0;
        kept.remove(first.notice());
        return first.notice();
    }

    /** Drops all. */
    void clear() {
        while (!waiting.isEmpty()) {
            remove();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** All of them, as they are now. */
    List<Notice> notices() {
        return waiting.stream().map(Waiting::notice).toList();
    }

    private Waiting counting(Notice notice, boolean counts) {
        counted += counts ? 1 : 0;
        characters += counts ? Kept.length(notice) : 0;
        kept.add(notice);
        return new Waiting(notice, counts);
    }
}
