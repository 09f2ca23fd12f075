package io.nullroom.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.launcher.RunningServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No figure is made of a server that does not do its work: each scenario checks what it hears. */
@Execution(ExecutionMode.CONCURRENT)
class ServersAreCheckedTest {
    private static final Work LITTLE = new Work(0.01);
    private static final ProcessTree OURSELVES = new ProcessTree(List.of(ProcessHandle.current()));
    private static final ProcessTree NO_STORE = new ProcessTree(List.of());

    private final Vertx vertx = Vertx.vertx();

    static Stream<Scenario> scenarios() {
        return Stream.of(new Lifecycle(), new Relay(), new Idle(5), new Create(), new Pages(), Floods.later(),
            Floods.atOnce());
    }

    static Stream<Scenario> withSignals() {
        return Stream.of(new Lifecycle(), new Relay(), new Idle(1), Floods.later());
    }

    static Stream<Scenario> withManySignals() {
        return Stream.of(new Lifecycle(), new Relay());
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theFloorPasses(Scenario scenario) {
        assertMeasured(run(scenario, floor(Passing.STRAIGHT)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theProductPasses(Scenario scenario) {
        try (var server = RunningServer.with(Product.SETTINGS)) {
            assertMeasured(run(scenario, server.port()));
        }
    }

    @ParameterizedTest
    @MethodSource("withSignals")
    void aChangedSignalIsNoticed(Scenario scenario) {
        int port = floor((signal, other) -> other.hear(signal.replace("rtpmap", "rtpmaq")));
        assertThrows(Violation.class, () -> run(scenario, port));
    }

    @ParameterizedTest
    @MethodSource("withManySignals")
    void aBrokenOrderIsNoticed(Scenario scenario) {
        Map<FloorMember, String> held = new HashMap<>();
        int port = floor((signal, other) -> {
            if (held.containsKey(other)) {
                other.hear(signal);
                other.hear(held.remove(other));
            } else {
                held.put(other, signal);
            }
        });
        assertThrows(Violation.class, () -> run(scenario, port));
    }

    @ParameterizedTest
    @MethodSource("withManySignals")
    void aSignalThatComesTwiceIsNoticed(Scenario scenario) {
        int port = floor((signal, other) -> {
            other.hear(signal);
            other.hear(signal);
        });
        assertThrows(Violation.class, () -> run(scenario, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"room_id\":\"7b1f6c0e-8a7c-4d52-9d0b-0f5f5c1f2a31\",\"ice_servers\":[]}"})
    void aRoomThatIsIncompleteIsNoticed(String room) {
        int port = server(response -> response.setStatusCode(201).end(room));
        assertThrows(Violation.class, () -> run(new Create(), port));
    }

    @Test
    void aRoomThatIsHandedOutTwiceIsNoticed() {
        var room = "{\"room_id\":\"7b1f6c0e-8a7c-4d52-9d0b-0f5f5c1f2a31\",\"ice_servers\":[],"
            + "\"ttl_seconds\":900,\"file_size_limit\":1}";
        int port = server(response -> response.setStatusCode(201).end(room));
        assertThrows(Violation.class, () -> run(new Create(), port));
    }

    @Test
    void aPageThatChangesIsNoticed() {
        var count = new AtomicInteger();
        int port = server(response -> response.end("page " + count.incrementAndGet()));
        assertThrows(Violation.class, () -> run(new Pages(), port));
    }

    private static List<Figure> run(Scenario scenario, int port) {
        try (var visitors = new Visitors(Doors.one(port))) {
            var target = new Target(Doors.one(port), OURSELVES, NO_STORE, Crossings.NONE, 0);
            scenario.warm(visitors, target, LITTLE);
            return scenario.measure(visitors, target, LITTLE);
        }
    }

    private static void assertMeasured(List<Figure> figures) {
        assertTrue(figures.stream().allMatch(figure -> Double.isFinite(figure.value())), figures.toString());
    }

    private int floor(Passing passing) {
        var floor = new FloorServer(passing);
        vertx.deployVerticle(floor).await();
        return floor.port();
    }

    private int server(Consumer<HttpServerResponse> answer) {
        return vertx.createHttpServer().requestHandler(request -> answer.accept(request.response()))
            .listen(0, "127.0.0.1").map(HttpServer::actualPort).await();
    }
}
