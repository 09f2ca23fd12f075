package io.nullroom.contracts;

/**
 * A place on the event bus, with the one type that is sent there and the one type that comes back.
 *
 * @param name the event bus address
 * @param request what is sent
 * @param reply what comes back; {@link Done} where there is nothing to say
 * @param insistence how far an asker goes for an answer
 * @param <Q> what is sent
 * @param <R> what comes back
 */
public record Address<Q extends Record, R extends Record>(
    String name, Class<Q> request, Class<R> reply, Insistence insistence) {

    /** A place where each question is delivered once. */
    public Address(String name, Class<Q> request, Class<R> reply) {
        this(name, request, reply, Insistence.DELIVERED_ONCE);
    }

    /** A place where a question may be repeated. */
    static <Q extends Record, R extends Record> Address<Q, R> repeatable(
            String name, Class<Q> request, Class<R> reply) {
        return new Address<>(name, request, reply, Insistence.REPEATABLE);
    }
}
