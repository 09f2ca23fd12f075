package io.nullroom.contracts;

import io.vertx.core.Future;

/** A {@link Failure} on its way to the edge that answers it; without a stack trace, since it is an answer, no fault. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    /** The exception that carries {@code failure}. */
    public FailureException(Failure failure) {
        super(failure.code(), null, false, false);
        this.failure = failure;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }

    /** A future that has failed with {@code failure}. */
    public static <T> Future<T> failed(Failure failure) {
        return Future.failedFuture(new FailureException(failure));
    }

    /** The failure that {@code cause} carries; of anything that is not on the list, {@link Failure#INTERNAL_ERROR}. */
    public static Failure of(Throwable cause) {
        return cause instanceof FailureException known ? known.failure() : Failure.INTERNAL_ERROR;
    }
}
