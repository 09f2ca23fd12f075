package io.nullroom.bench;

import java.util.List;

/** New rooms that nobody enters. */
final class Create implements Scenario {
    private static final int WARM = 20_000;
    private static final int MEASURED = 20_000;
    private static final double MICROSECONDS = 1e6;

    @Override
    public String name() {
        return "create";
    }

    @Override
    public String meaning() {
        return "POST /rooms, over " + Visitors.ABREAST + " connections that stay open.";
    }

    @Override
    public void warm(Visitors visitors, Target target, Work work) {
        create(visitors, work.of(WARM));
    }

    @Override
    public List<Figure> measure(Visitors visitors, Target target, Work work) {
        int rooms = work.of(MEASURED);
        var cost = target.costOf(() -> create(visitors, rooms));
        return List.of(
            new Figure("CPU µs a room", cost.server() * MICROSECONDS / rooms),
            new Figure("CPU µs of Redis", cost.store() * MICROSECONDS / rooms),
            new Figure("rooms a second", rooms / cost.elapsed()));
    }

    private static void create(Visitors visitors, int rooms) {
        visitors.repeat(rooms, () -> visitors.newRoom().mapEmpty());
    }
}
