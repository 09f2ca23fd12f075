package io.nullroom.bench;

import java.util.List;
import java.util.Optional;

/** The servers that are compared. Each start is a new process, or several. */
enum Contender {
    /** The bare relay on Vert.x, in a JVM with the flags of {@code bin/run}. */
    FLOOR("bare Vert.x"),
    /** The one in the usual style. */
    NODE("Node `ws`"),
    /** The product in one process, with rooms in its memory. */
    MEMORY("Nullroom"),
    /** The product in one process, with rooms in Redis. */
    REDIS("Nullroom with Redis"),
    /** The product in four processes, two of them signaling; sockets go where the gateway passes them on to. */
    APART("Nullroom apart"),
    /** The same; sockets go past the gateway, both of a room to one instance. */
    BESIDE("Nullroom apart, both at one instance"),
    /** The same; sockets go past the gateway, each of a room to another instance. */
    ACROSS("Nullroom apart, at two instances"),
    /** The product on a Java of 25 or newer, with compact object headers. */
    NEWER("Nullroom on Java 25"),
    /** The same with what {@code bin/run} had that Java learn ahead of time. */
    LEARNT("Nullroom on Java 25, learnt"),
    /** The same contract in ActionCable, of Debian's packages; only where it is asked for. */
    RAILS("Rails ActionCable") {
        @Override
        String title() {
            return super.title() + " " + Rails.versions();
        }
    };

    /** Those that most scenarios compare. */
    static final List<Contender> USUAL = List.of(FLOOR, NODE, MEMORY, REDIS);
    /** What divided by what says something, where both are there. */
    static final List<Ratio> RATIOS = List.of(new Ratio(MEMORY, FLOOR), new Ratio(MEMORY, NODE),
        new Ratio(REDIS, MEMORY), new Ratio(APART, REDIS), new Ratio(ACROSS, BESIDE), new Ratio(NEWER, MEMORY),
        new Ratio(LEARNT, MEMORY), new Ratio(RAILS, MEMORY));

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** One contender's figures over the other's. */
    record Ratio(Contender above, Contender below) {
    }

    /** As tables call it. */
    String title() {
        return title;
    }

    /** What the machine lacks for it, and where that comes from. */
    Optional<String> lacks() {
        return switch (this) {
            case NEWER, LEARNT -> NewerJava.home().isPresent() ? Optional.empty() : Optional.of(NewerJava.WANTED);
            case RAILS -> Rails.isThere() ? Optional.empty() : Optional.of(Rails.WANTED);
            default -> Optional.empty();
        };
    }

    /** How much of the work it does: what takes thirty times as long is known after a tenth. */
    double share() {
        return this == RAILS ? 0.1 : 1;
    }

    /** Between how many processes its sockets are divided: each is to have seen as many as one alone would have. */
    int instances() {
        return switch (this) {
            case APART, BESIDE, ACROSS -> 2;
            default -> 1;
        };
    }

    /** Starts it, and waits until it is up. */
    Running start() {
        return switch (this) {
            case FLOOR -> Running.alone(Product.floor());
            case NODE -> Running.alone(Product.node());
            case MEMORY -> Running.alone(Product.byRun());
            case REDIS -> Running.withRedis(Product.byRun());
            case APART -> Apart.start(List.of());
            case BESIDE -> Apart.start(List.of(0, 0));
            case ACROSS -> Apart.start(List.of(0, 1));
            case NEWER -> Running.alone(NewerJava.plain());
            case LEARNT -> Running.alone(NewerJava.byRun());
            case RAILS -> Running.alone(Rails.command());
        };
    }
}
