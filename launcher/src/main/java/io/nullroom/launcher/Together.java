package io.nullroom.launcher;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.List;

/**
 * Several services on one event loop, so that what one asks of another in the same JVM never changes threads.
 *
 * @param services in the order in which they start; they stop in the order of {@code stopping}
 * @param stopping the same services
 */
record Together(List<Deployable> services, List<Deployable> stopping) implements Deployable {

    @Override
    public Future<?> deploy(Context context) {
        return inTurn(services, service -> service.deploy(context));
    }

    @Override
    public Future<?> undeploy(Context context) {
        return inTurn(stopping, service -> service.undeploy(context));
    }

    private static Future<Void> inTurn(List<Deployable> services, Step step) {
        Future<Void> done = Future.succeededFuture();
        for (var service : services) {
            done = done.compose(before -> {
                try {
                    return step.take(service).mapEmpty();
                } catch (Exception refusal) {
                    return Future.failedFuture(refusal);
                }
            });
        }
        return done;
    }

    /** Starting or stopping one of them. */
    private interface Step {
        Future<?> take(Deployable service) throws Exception;
    }
}
