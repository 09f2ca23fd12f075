package io.nullroom.signaling;

import io.vertx.core.Future;
import io.vertx.core.Promise;

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

    /** A future that succeeds when {@code awaited} is over, whatever came of it, or {@code millis} from now. */
    default Future<Void> upTo(long millis, Future<?> awaited) {
        var over = Promise.<Void>promise();
        awaited.onComplete(outcome -> over.tryComplete());
        if (!awaited.isComplete()) {
            after(millis, over::tryComplete);
        }
        return over.future();
    }

    /** Something that is still to happen. */
    interface Timer {
        /** A timer that has run or was never set. */
        Timer NONE = () -> { };

        /** Makes it not happen; harmless when it has. */
        void cancel();
    }
}
