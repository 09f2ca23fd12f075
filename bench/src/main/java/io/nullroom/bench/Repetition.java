package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** The same work again and again, several at once; ends with the last of it, or with the first that fails. */
final class Repetition {
    private final Supplier<Future<Void>> once;
    private final Promise<Void> done = Promise.promise();
    private int toBegin;
    private int toEnd;

    /** So many times; {@code once} never completes before it returns. */
    Repetition(int times, Supplier<Future<Void>> once) {
        this.once = once;
        toBegin = times;
        toEnd = times;
    }

    /** Runs it, so many at once. To be called on the event loop that the work is on. */
    Future<Void> run(int abreast) {
        for (int lane = 0; lane < abreast; lane++) {
            begin();
        }
        return done.future();
    }

    private void begin() {
        if (toBegin > 0 && !done.future().isComplete()) {
            toBegin--;
            once.get().onSuccess(ended -> end()).onFailure(done::tryFail);
        }
    }

    private void end() {
        toEnd--;
        if (toEnd == 0) {
            done.tryComplete();
        }
        begin();
    }
}
