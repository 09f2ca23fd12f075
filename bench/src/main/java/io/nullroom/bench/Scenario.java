package io.nullroom.bench;

import java.util.List;

/** Something that visitors do, and what is measured of the server meanwhile. Checks every answer. */
interface Scenario {
    /** As it is called on the command line. */
    String name();

    /** One sentence for people. */
    String meaning();

    /** Whom its table compares. */
    default List<Contender> contenders() {
        return Contender.USUAL;
    }

    /** Has the server do the same until its JIT has seen it. */
    void warm(Visitors visitors, Target target, Work work);

    /** Does it and gives the figures, always the same in the same order; a server that errs is a {@link Violation}. */
    List<Figure> measure(Visitors visitors, Target target, Work work);
}
