package io.nullroom.audit;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waiting for what somebody else has to do, by a thread that may wait. */
final class Patience {
    /** Longer than anything here should take. */
    static final long SECONDS = 20;

    private Patience() {
    }

    /** What comes of it; where nothing does, an exception with that sentence. */
    static <T> T await(Future<T> step, String sentence) throws IOException {
        return await(step, SECONDS, sentence);
    }

    /** What comes of it within so many seconds; where nothing does, an exception with that sentence. */
    static <T> T await(Future<T> step, long seconds, String sentence) throws IOException {
        try {
            return step.await(seconds, TimeUnit.SECONDS);
        } catch (Exception failure) {
            // Of any kind: a future throws checked exceptions too, declared or not, some of them without a message.
            throw new IOException(sentence + " (" + failure.getClass().getSimpleName() + ")", failure);
        }
    }
}
