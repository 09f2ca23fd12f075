package io.nullroom.launcher;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The services as processes of their own, with a real Redis, as an operator runs them on many machines. */
final class Stack implements AutoCloseable {
    private static final HttpClient HTTP =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    /** Addresses of this machine alone, some a stack and one a process: each has the cluster's ports for itself. */
    private static final AtomicInteger NETWORKS = new AtomicInteger(9);
    /** Many at once on one machine: none of them is to warm up at length. */
    private static final List<String> LIGHTLY = List.of("java", "-Xmx128m", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-jar", Programs.jar().toString());

    private final Map<String, String> settings = new HashMap<>();
    private final RunningRedis redis = RunningRedis.start();
    private final String network;
    /** Other threads go by it while processes are replaced. */
    private final List<ChildServer> gateways = new CopyOnWriteArrayList<>();
    private final List<ChildServer> signaling = new ArrayList<>();
    private final List<ChildServer> rooms = new ArrayList<>();
    private final List<ChildServer> started = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private Stack(String network) throws IOException {
        this.network = network;
        settings.putAll(Map.of("NULLROOM_REDIS_URL", redis.url(), "NULLROOM_CLUSTER", seeds(),
            "NULLROOM_CLUSTER_SECRET", "0123456789abcdef0123456789abcdef", "NULLROOM_RATE_LIMITS", "off",
            "NULLROOM_SIGNALING_PORT", "0", "NULLROOM_MANAGEMENT_PORT", "0"));
    }

    /** Nobody yet. */
    static Stack empty() throws IOException {
        return new Stack("127.0." + NETWORKS.getAndIncrement() + ".");
    }

    /** So many of each, all there. */
    static Stack of(int gateways, int signaling, int rooms) throws IOException {
        return of(Map.of(), gateways, signaling, rooms);
    }

    /** So many of each, all there, with these settings beside those that make it a cluster. */
    static Stack of(Map<String, String> settings, int gateways, int signaling, int rooms) throws IOException {
        var stack = new Stack("127.0." + NETWORKS.getAndIncrement() + ".");
        stack.settings.putAll(settings);
        stack.rooms.add(stack.start("room"));
        // The others find somebody there, and need not agree on who is the first.
        stack.rooms.get(0).awaitLine("runs [room]");
        for (int count = 1; count < rooms; count++) {
            stack.rooms.add(stack.start("room"));
        }
        for (int count = 0; count < signaling; count++) {
            stack.signaling.add(stack.start("signaling"));
        }
        for (int count = 0; count < gateways; count++) {
            stack.gateways.add(stack.start("gateway", "turn", "assets"));
        }
        stack.awaitWell();
        return stack;
    }

    /** One gateway and one room-service here, and a signaling-service on each of these islands. */
    static Stack with(List<Island> islands) throws IOException {
        var stack = new Stack(Island.NETWORK);
        stack.rooms.add(stack.start("room"));
        for (var island : islands) {
            var command = Stream.concat(island.within().stream(), LIGHTLY.stream()).toList();
            var settings = stack.settings(island.number());
            stack.signaling.add(stack.noted(ChildServer.startBy(command, settings, "signaling")));
        }
        stack.gateways.add(stack.start("gateway", "turn", "assets"));
        stack.awaitWell();
        return stack;
    }

    /** The gateways in turn, as a load balancer with no idea of their health. */
    int nextPort() {
        var all = List.copyOf(gateways);
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size())).port();
    }

    List<ChildServer> gateways() {
        return gateways;
    }

    List<ChildServer> signaling() {
        return signaling;
    }

    List<ChildServer> rooms() {
        return rooms;
    }

    /** How many sockets the gateways have taken from one signaling instance to another so far. */
    int moves() {
        return (int) gateways.stream().mapToDouble(gateway -> gateway.measured("nullroom_socket_moves_total")).sum();
    }

    /** How often signaling instances have asked each other to tell a participant something. */
    int questionsBetweenInstances() {
        return (int) signaling.stream()
            .mapToDouble(instance -> instance.measured("nullroom_bus_seconds_count{message=\"TellParticipant\"")).sum();
    }

    RunningRedis redis() {
        return redis;
    }

    /** Starts one more process with those services. */
    ChildServer start(String... services) {
        return noted(ChildServer.startBy(LIGHTLY, settings(started.size() + 1), services));
    }

    /** Starts one more process with those services, as a stranger does. */
    ChildServer startByRun(String... services) {
        return noted(ChildServer.start(settings(started.size() + 1), services));
    }

    /** Makes a room; empty where that is refused. */
    Optional<String> tryRoom(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/rooms"))
            .timeout(Duration.ofSeconds(5)).POST(HttpRequest.BodyPublishers.noBody()).build();
        try {
            var answer = HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
            return Optional.of(answer).filter(made -> made.statusCode() == 201)
                .map(made -> new JsonObject(made.body()).getString("room_id"));
        } catch (CompletionException unreachable) {
            return Optional.empty();
        }
    }

    /** Makes a room. */
    String newRoom() {
        return tryRoom(nextPort()).orElseThrow(() -> new AssertionError("no room was made"));
    }

    /** Waits until every gateway says that every service is there, and knows every instance. */
    void awaitWell() {
        for (var gateway : gateways) {
            Patience.until("all services are there", 120, () -> isWell(gateway.port()));
            for (var instance : signaling) {
                gateway.awaitLine("Hears of a signaling instance at "
                    + instance.awaitLine("Takes sockets at ").replaceAll(".*Takes sockets at (.*)", "$1"));
            }
        }
    }

    @Override
    public void close() {
        started.forEach(ChildServer::close);
        redis.close();
    }

    private ChildServer noted(ChildServer process) {
        started.add(process);
        return process;
    }

    private Map<String, String> settings(int number) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("NULLROOM_CLUSTER_HOST", network + number);
        return own;
    }

    private boolean isWell(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/up"))
            .timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding()).join().statusCode() == 200;
        } catch (CompletionException unreachable) {
            return false;
        }
    }

    private String seeds() {
        return IntStream.rangeClosed(1, 12).mapToObj(number -> network + number).collect(Collectors.joining(","));
    }
}
