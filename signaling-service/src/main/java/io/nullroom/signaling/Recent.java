package io.nullroom.signaling;

import io.nullroom.contracts.Notice;
import io.nullroom.contracts.Passage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the other's instance has taken of late, in order: it may be gone before its client has it.
 *
 * <p>Bounded as what waits is, since who speaks may be hostile.
 */
final class Recent {
    private final Deque<Taken> all = new ArrayDeque<>();
    private int characters;

    private record Taken(Notice notice, long millis) {
    }

    /** What was taken at {@code now}, on the clock of {@link Time#millis()}. */
    void add(Notice notice, long now) {
        all.add(new Taken(notice, now));
        characters += Backlog.length(notice);
        forgetOld(now);
    }

    /** What was taken long before {@code now} has arrived. */
    void forgetOld(long now) {
        while (!all.isEmpty() && (all.size() > Backlog.NOTICES || characters > Backlog.CHARACTERS
            || now - all.getFirst().millis() > Passage.MEMORY.toMillis())) {
            characters -= Backlog.length(all.removeFirst().notice());
        }
    }

    /** All of it has arrived, or is said again. */
    void clear() {
        all.clear();
        characters = 0;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Notice> notices() {
        return all.stream().map(Taken::notice).toList();
    }
}
