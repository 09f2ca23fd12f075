package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Instances die, drain and are cut off, and trunks break, in any order, on a bus as slow as any: each signal is told
 * once, in order.
 */
class RandomMovesTest {
    private static final int SEEDS = 500;
    private static final int STEPS = 60;

    private Random random;
    private Stage stage;
    private List<Instance> living;
    private List<Speaker> speakers;

    /** One of the two, what it has said and what it has heard. */
    private static final class Speaker {
        private final Passenger passenger;
        private final List<Integer> heard = new ArrayList<>();
        private Instance at;
        private int said;

        Speaker(Passenger passenger, Instance at) {
            this.passenger = passenger;
            this.at = at;
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySignalIsToldOnceAndInOrder(int seed) {
        random = new Random(seed);
        stage = new Stage();
        stage.network.slowness = random.nextInt(4) * 7L;
        living = new ArrayList<>(List.of(stage.instance, stage.anotherInstance(), stage.anotherInstance()));
        boolean secrets = random.nextBoolean();
        speakers = List.of(comes(secrets ? stage.identifier("a") : stage.identifier()),
            comes(secrets ? stage.identifier("b") : stage.identifier()));
        for (int step = 0; step < STEPS; step++) {
            step();
            speakers.forEach(speaker -> speaker.heard.addAll(speaker.passenger.heard()));
        }
        speakers.stream().filter(speaker -> speaker.passenger.wire().losesAll).forEach(this::moveToAnother);
        stage.passes(15_000);
        for (int which = 0; which < 2; which++) {
            var hearer = speakers.get(which);
            hearer.heard.addAll(hearer.passenger.heard());
            assertEquals(Stage.numbers(0, speakers.get(1 - which).said), hearer.heard, "seed " + seed);
            assertEquals(Optional.empty(), hearer.passenger.wire().ended, "seed " + seed);
        }
        speakers.forEach(speaker -> speaker.passenger.unsubscribes());
        stage.passes(15_000);
        living.forEach(instance -> assertEquals(0, instance.kept().bytes(), "seed " + seed));
    }

    private Speaker comes(String identifier) {
        var at = living.get(random.nextInt(living.size()));
        var speaker = new Speaker(new Passenger(stage, at, identifier), at);
        stage.passes(1000);
        speaker.passenger.types();
        return speaker;
    }

    private void step() {
        var one = speakers.get(random.nextInt(2));
        switch (random.nextInt(10)) {
            case 0 -> kill(one.at);
            case 1 -> drain(one.at);
            case 2 -> moveToAnother(one);
            case 3 -> one.passenger.wire().losesAll = true;
            case 4 -> loseTheTrunk(one);
            default -> {
                int more = 1 + random.nextInt(3);
                // In one turn of the event loop, as candidates come.
                stage.time.turn(() -> one.passenger.says(Stage.numbers(one.said, one.said + more)));
                one.said += more;
            }
        }
        // Who loses everything does so for a moment: its instance or the way to it is gone then.
        speakers.stream().filter(speaker -> speaker.passenger.wire().losesAll && random.nextBoolean())
            .forEach(this::moveToAnother);
        stage.time.advance(random.nextInt(300));
        if (random.nextInt(3) == 0) {
            stage.passes(500);
        }
    }

    private void kill(Instance victim) {
        stage.kill(victim);
        leave(victim);
    }

    private void drain(Instance leaving) {
        leaving.drain();
        stage.time.advance(20);
        leave(leaving);
    }

    /** Its clients are taken on elsewhere, one after the other; one more instance is started instead. */
    private void leave(Instance left) {
        living.remove(left);
        living.add(stage.anotherInstance());
        speakers.stream().filter(speaker -> speaker.at == left).forEach(speaker -> {
            stage.time.advance(random.nextInt(400));
            moveToAnother(speaker);
        });
    }

    /** Its instance lives, and notices before the gateway does. */
    private void loseTheTrunk(Speaker speaker) {
        speaker.passenger.session().trunkLost();
        stage.time.advance(random.nextInt(400));
        moveToAnother(speaker);
    }

    private void moveToAnother(Speaker speaker) {
        var others = living.stream().filter(instance -> instance != speaker.at).toList();
        var former = speaker.passenger.session();
        speaker.heard.addAll(speaker.passenger.heard());
        speaker.at = others.get(random.nextInt(others.size()));
        speaker.passenger.moves(speaker.at);
        // The former one, where it lives, notices sooner or later that the socket is gone, or the whole trunk.
        stage.time.after(random.nextInt(700), random.nextBoolean() ? former::lost : former::trunkLost);
    }
}
