package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Somebody who has STUN and TURN servers to offer; found by {@link java.util.ServiceLoader}, which asks for a public
 * class with a public constructor.
 */
public interface TurnProvider {

    /** The value of {@code NULLROOM_TURN_PROVIDER} that chooses it. */
    String name();

    /** Everything it reads from the environment; set while another provider is chosen, these are refused. */
    List<Setting> settings();

    /** What issues by these settings; fails with {@link SettingException} where they are not enough. */
    Issuer from(Environment environment);

    /** A provider that is set up. Its {@code toString()} must be safe for logs. */
    @FunctionalInterface
    interface Issuer {

        /** Opens what it needs, on the event loop that it will be asked on; whatever is open ends with the verticle. */
        default Future<Void> open(Vertx vertx) {
            return Future.succeededFuture();
        }

        /**
         * Makes up the servers for one room, with credentials that live no longer than it.
         *
         * @param lifeMillis what is left of the room's life, in milliseconds
         */
        Future<List<IceServer>> issue(long lifeMillis);
    }
}
