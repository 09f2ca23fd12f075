package io.nullroom.contracts;

/** How far somebody goes for an answer in a cluster, in which the one who would give it may just have died. */
public enum Insistence {
    /** Waits for somebody to be there, and asks no second one: the question may have been dealt with. */
    DELIVERED_ONCE,
    /** Waits for somebody to be there, and asks another one where no answer comes; the message says why it may. */
    REPEATABLE,
    /** As that, but waits as long as a provider may take, and does without an answer where nobody is there. */
    DISPENSABLE
}
