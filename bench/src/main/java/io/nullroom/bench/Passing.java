package io.nullroom.bench;

/** How the floor hands a signal to the other participant; the bench's own tests do it wrongly. */
@FunctionalInterface
interface Passing {
    /** At once, as it is. */
    Passing STRAIGHT = (signal, other) -> other.hear(signal);

    /** Hands on the signal, given as JSON. */
    void pass(String signal, FloorMember other);
}
