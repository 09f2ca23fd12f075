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
    private final Kept.Part kept;
    private final Deque<Taken> all = new ArrayDeque<>();
    private int characters;

    private record Taken(Notice notice, long millis) {
    }

    /** Nothing so far, as a part of what is kept. */
    Recent(Kept.Part kept) {
        this.kept = kept;
    }

    /** What was taken at {@code now}, on the clock of {@link Time#millis()}. */
    void add(Notice notice, long now) {
        all.add(new Taken(notice, now));
        characters += Kept.length(notice);
        kept.add(notice);
        forgetOld(now);
    }

    /** What was taken long before {@code now} has arrived. */
    void forgetOld(long now) {
        while (!all.isEmpty() && (all.size() > Backlog.NOTICES || !kept.allows(characters)
            || now - all.getFirst().millis() > Passage.MEMORY.toMillis())) {
            forgetFirst();
        }
    }

    /** All of it has arrived, or is said again. */
    void clear() {
        while (!all.isEmpty()) {
            forgetFirst();
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Notice> notices() {
        return all.stream().map(Taken::notice).toList();
    }

    private void forgetFirst() {
        var first = all.removeFirst().notice();
        characters -= Kept.length(first);
        kept.remove(first);
    }
}
