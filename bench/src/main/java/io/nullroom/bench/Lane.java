package io.nullroom.bench;

import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.Queue;
import org.HdrHistogram.Histogram;

/** One direction of a room: says signals, and times each until the other one has it. */
final class Lane {
    private static final int NANOSECONDS_A_MICROSECOND = 1000;

    private final Participant from;
    private final Participant to;
    private final Histogram microseconds;
    private final Queue<Sent> underway = new ArrayDeque<>();
    private long number;

    /** From one to the other; each delay goes into the histogram. */
    Lane(Participant from, Participant to, Histogram microseconds) {
        this.from = from;
        this.to = to;
        this.microseconds = microseconds;
    }

    /** Says the next signal; {@code arrived} is run when the other one has it, {@code failed} where another came. */
    void say(Runnable arrived, Handler<Throwable> failed) {
        var signal = Signal.candidate(number++);
        underway.add(new Sent(signal, System.nanoTime(), arrived));
        if (underway.size() == 1) {
            listen(failed);
        }
        from.says(signal);
    }

    private void listen(Handler<Throwable> failed) {
        var sent = underway.element();
        to.hears(sent.signal(), from).onFailure(failed).onSuccess(heard -> {
            microseconds.recordValue((System.nanoTime() - sent.at()) / NANOSECONDS_A_MICROSECOND);
            underway.remove();
            if (!underway.isEmpty()) {
                listen(failed);
            }
            sent.arrived().run();
        });
    }

    private record Sent(Signal signal, long at, Runnable arrived) {
    }
}
