package io.nullroom.contracts;

/**
 * A place on the event bus, with the one type that is sent there and the one type that comes back.
 *
 * @param name the event bus address
 * @param request what is sent
 * @param reply what comes back; {@link Done} where there is nothing to say
 * @param <Q> what is sent
 * @param <R> what comes back
 */
public record Address<Q extends Record, R extends Record>(String name, Class<Q> request, Class<R> reply) {
}
