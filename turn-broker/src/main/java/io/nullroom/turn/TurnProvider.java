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

    /**
     * Whether each answer is a set of its own that somebody pays for; then they are limited in all. What everybody
     * gets alike needs no limit.
     */
    default boolean issuesCredentials() {
        return true;
    }

    /**
     * Whether it asks somebody who may be away; then its last answer is kept, until its credentials end, for those who
     * come meanwhile.
     */
    default boolean canBeAway() {
        return true;
    }

    /** Reads its settings; fails with {@link SettingException} where they are not enough. */
    Setup from(Environment environment);

    /** Settings that are enough. */
    @FunctionalInterface
    interface Setup {

        /** Opens what is needed, on the event loop that it will be asked on; what is open ends with the verticle. */
        Issuer open(Vertx vertx);
    }

    /** A provider that can be asked. */
    @FunctionalInterface
    interface Issuer {

        /**
         * Makes up the servers for one participant, with credentials that live as long as is asked for.
         *
         * <p>An answer that takes too long is not waited for, and one that fails is told to nobody but the log, by the
         * type of its exception.
         *
         * @param lifeSeconds how long the credentials are to live, in seconds
         */
        Future<List<IceServer>> issue(long lifeSeconds);
    }
}
