package io.nullroom.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A gateway, two signaling-services and a room-service as processes, and a Redis: as an operator runs them on many
 * machines. What is hardly asked for anything, turn-broker and web-assets, is with the gateway.
 */
final class Apart {
    /** Addresses of this machine alone, one a process: each has the cluster's ports for itself. */
    private static final String HERE = "127.0.9.";
    private static final int PROCESSES = 4;
    private static final Pattern RUNS = Pattern.compile("runs \\[");
    private static final Pattern MANAGEMENT = Pattern.compile("Management at port (\\d+)");
    private static final Pattern SOCKETS = Pattern.compile("Takes sockets at \\S+:(\\d+)");

    private final Map<String, String> settings = new HashMap<>();
    private final ServerProcess redis = Running.redis();
    private int started;

    private Apart() {
        var everybody = IntStream.rangeClosed(1, PROCESSES).mapToObj(number -> HERE + number);
        settings.putAll(Map.of("NULLROOM_REDIS_URL", Running.urlOf(redis), "NULLROOM_SIGNALING_PORT", "0",
            "NULLROOM_CLUSTER_SECRET", "a secret that only this one bench knows",
            "NULLROOM_CLUSTER", everybody.collect(Collectors.joining(","))));
    }

    /** Starts them; both sockets of a room go straight to these instances, or where none is named, by the gateway. */
    static Running start(List<Integer> instances) {
        var apart = new Apart();
        List<CompletableFuture<ServerProcess>> starting = new ArrayList<>();
        try {
            starting.add(apart.process(RUNS, Map.of(), "room"));
            // The others find somebody there, and need not agree on who is the first.
            starting.get(0).join();
            var counted = Map.of("NULLROOM_MANAGEMENT_PORT", "0");
            starting.add(apart.process(MANAGEMENT, counted, "signaling"));
            starting.add(apart.process(MANAGEMENT, counted, "signaling"));
            starting.add(apart.process(Running.OPEN, Map.of(), "gateway", "turn", "assets"));
            return apart.running(starting.stream().map(CompletableFuture::join).toList(), instances);
        } catch (RuntimeException failed) {
            starting.forEach(process -> process.thenAccept(ServerProcess::close));
            apart.redis.close();
            throw failed;
        }
    }

    private CompletableFuture<ServerProcess> process(Pattern ready, Map<String, String> more, String... services) {
        started++;
        var command = Product.byRun(services).with(settings).with(more)
            .with(Map.of("NULLROOM_CLUSTER_HOST", HERE + started));
        return CompletableFuture.supplyAsync(
            () -> ServerProcess.start(command, ready), task -> new Thread(task).start());
    }

    private Running running(List<ServerProcess> processes, List<Integer> instances) {
        var signaling = processes.subList(1, 3);
        int gateway = processes.get(processes.size() - 1).number(Running.OPEN);
        Up.await(gateway);
        var straight = instances.stream().map(index -> signaling.get(index).number(SOCKETS)).toList();
        var doors = straight.isEmpty() ? Doors.one(gateway) : new Doors(gateway, straight.get(0), straight.get(1));
        var crossings = new Crossings(signaling.stream().map(process -> process.number(MANAGEMENT)).toList());
        return new Running(new Target(doors, ProcessTree.of(processes), ProcessTree.of(List.of(redis)), crossings,
            Running.secondsSince(processes.get(0))), Stream.concat(processes.stream(), Stream.of(redis)).toList());
    }
}
