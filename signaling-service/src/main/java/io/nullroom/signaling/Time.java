package io.nullroom.signaling;

import io.vertx.core.Future;

/** Time as an instance sees it; passed in, so that tests need not wait. */
interface Time {

    /** Milliseconds since some fixed moment; never goes back. */
    long millis();

    /** Seconds since 1970, for the pings of ActionCable. */
    long unixSeconds();

    /** Runs {@code work} on the instance's event loop, {@code millis} from now. */
    Timer after(long millis, Runnable work);

    /** Runs {@code work} on the instance's event loop, after all that is at hand there. */
    void soon(Runnable work);

    /** A future that succeeds {@code millis} from now. */
    default Future<Void> pause(long millis) {
        return Future.future(promise -> after(millis, promise::complete));
    }

    /** Something that is still to happen. */
    interface Timer {
        /** A timer that has run or was never set. */
        Timer NONE = () -> { };

        /** Makes it not happen; harmless when it has. */
        void cancel();
    }
}
