package io.nullroom.signaling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** Time that passes when a test says so. */
final class FakeTime implements Time {
    private final List<Due> timers = new ArrayList<>();
    private final Queue<Runnable> atHand = new ArrayDeque<>();
    private int turning;
    private long now = 1_000_000;

    @Override
    public long millis() {
        return now;
    }

    @Override
    public long unixSeconds() {
        return 1_700_000_000 + now / 1000;
    }

    @Override
    public Timer after(long millis, Runnable work) {
        var timer = new Due(now + millis, work);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void soon(Runnable work) {
        atHand.add(work);
    }

    /** One turn of the event loop, or part of one: does {@code step}, and in the end what was put off to there. */
    void turn(Runnable step) {
        turning++;
        step.run();
        turning--;
        while (turning == 0 && !atHand.isEmpty()) {
            atHand.remove().run();
        }
    }

    /** Lets time pass, and runs what falls due on the way, each at its moment. */
    void advance(long millis) {
        var end = now + millis;
        for (var next = next(end); next != null; next = next(end)) {
            timers.remove(next);
            now = next.at();
            turn(next.work());
        }
        now = end;
    }

    private Due next(long end) {
        return timers.stream().filter(timer -> timer.at() <= end).min(Comparator.comparingLong(Due::at)).orElse(null);
    }

    private record Due(long at, Runnable work) {
    }
}
