package io.nullroom.signaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when a test says so. */
final class FakeTime implements Time {
    private final List<Due> timers = new ArrayList<>();
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

    /** Lets time pass, and runs what falls due on the way, each at its moment. */
    void advance(long millis) {
        var end = now + millis;
        for (var next = next(end); next != null; next = next(end)) {
            timers.remove(next);
            now = next.at();
            next.work().run();
        }
        now = end;
    }

    private Due next(long end) {
        return timers.stream().filter(timer -> timer.at() <= end).min(Comparator.comparingLong(Due::at)).orElse(null);
    }

    private record Due(long at, Runnable work) {
    }
}
