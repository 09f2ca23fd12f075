package io.nullroom.contracts;

import io.vertx.core.Deployable;
import io.vertx.core.Future;

/** What the services have in common: they can be started and stopped, and asked whether they can do their work. */
public interface Service extends Deployable {

    /**
     * Whether this very service, in this process, can do its work now.
     *
     * <p>To be called on the event loop that it was deployed on.
     *
     * @return a {@link FailureException} where it cannot
     */
    Future<Done> health();
}
