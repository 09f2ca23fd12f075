package io.nullroom.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.function.Supplier;

/** A Vert.x with one event loop, on which a benchmark does its work: what comes back changes no thread. */
public final class OnLoop implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();

    /** The Vert.x. */
    public Vertx vertx() {
        return vertx;
    }

    /** Does the work there, and waits for it. */
    public <T> T await(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        loop.runOnContext(go -> work.get().onComplete(done));
        return done.future().await();
    }

    /** Does the same so many times there, each after the one before, and waits for the last. */
    public <T> void inTurn(int times, Supplier<Future<T>> once) {
        await(() -> {
            var done = Promise.<Void>promise();
            goOn(times, once, done);
            return done.future();
        });
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static <T> void goOn(int times, Supplier<Future<T>> once, Promise<Void> done) {
        for (int left = times; left > 0; left--) {
            var step = once.get();
            // What is answered at once is gone on from here, so that the stack stays as it is.
            if (!step.succeeded()) {
                int rest = left - 1;
                step.onSuccess(answered -> goOn(rest, once, done)).onFailure(done::fail);
                return;
            }
        }
        done.complete();
    }
}
