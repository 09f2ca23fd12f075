package io.nullroom.room;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a store answers. */
final class Answers {
    /** A Sentinel that was not heard for two seconds does nothing for thirty. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private Answers() {
    }

    /** The answer, or the failure thrown. */
    static <T> T answer(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FailureException failure) {
                throw failure;
            }
            throw new AssertionError("an answer that is not foreseen", failed.getCause());
        } catch (InterruptedException | TimeoutException never) {
            throw new AssertionError("no answer", never);
        }
    }

    /** Waits until it is so. */
    static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new AssertionError("never: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** The failure; an answer is an error. */
    static Failure failure(Future<?> future) {
        try {
            throw new AssertionError("answered instead of failing: " + answer(future));
        } catch (FailureException failure) {
            return failure.failure();
        }
    }
}
