package io.nullroom.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Done;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.Service;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators are told, and by which status. */
class ManagementVerticleTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Vertx vertx = Vertx.vertx();

    /** A service that says what it is told to say. */
    private record Told(Future<Done> health) implements Service {
        @Override
        public Future<?> deploy(Context context) {
            return Future.succeededFuture();
        }

        @Override
        public Future<?> undeploy(Context context) {
            return Future.succeededFuture();
        }
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsCountedIsServed() throws Exception {
        var management = started(Map.of());
        management.registry().counter("nullroom.test", "reason", "room_full").increment();
        var answer = get(management, "/metrics");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("nullroom_test_total{reason=\"room_full\"} 1.0"), answer.body());
        assertTrue(answer.body().contains("jvm_memory_used_bytes"), answer.body());
    }

    @Test
    void itIsReadyWhenEveryServiceIs() throws Exception {
        var well = new Told(Future.succeededFuture(Done.DONE));
        var answer = get(started(Map.of("room", well, "turn", well)), "/ready");
        assertEquals(200, answer.statusCode());
        assertEquals(new JsonObject("{\"room\":\"ok\",\"turn\":\"ok\"}"),
            new JsonObject(answer.body()).getJsonObject("services"));
    }

    @Test
    void itIsNotReadyWhenOneServiceIsNotAndSaysWhich() throws Exception {
        var answer = get(started(Map.of(
            "room", new Told(FailureException.failed(Failure.STORE_UNAVAILABLE)),
            "turn", new Told(Future.succeededFuture(Done.DONE)))), "/ready");
        assertEquals(503, answer.statusCode());
        assertEquals(new JsonObject("{\"room\":\"store_unavailable\",\"turn\":\"ok\"}"),
            new JsonObject(answer.body()).getJsonObject("services"));
    }

    @Test
    void aServiceThatDoesNotAnswerIsNotReady() throws Exception {
        var answer = get(started(Map.of("room", new Told(Promise.<Done>promise().future()))), "/ready");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("service_unavailable"), answer.body());
    }

    @Test
    void anExceptionIsToldByNothingOfItsText() throws Exception {
        var answer = get(started(Map.of("room",
            new Told(Future.failedFuture(new IllegalStateException("canary"))))), "/ready");
        assertEquals(503, answer.statusCode());
        assertFalse(answer.body().contains("canary"), answer.body());
    }

    @Test
    void whoIsLeavingLivesAndIsNotReady() throws Exception {
        var management = started(Map.of("room", new Told(Future.succeededFuture(Done.DONE))));
        management.leave();
        assertEquals(503, get(management, "/ready").statusCode());
        assertEquals(200, get(management, "/live").statusCode());
    }

    @Test
    void nothingElseIsThere() throws Exception {
        var management = started(Map.of());
        assertEquals(404, get(management, "/").statusCode());
        var post = HttpRequest.newBuilder(at(management, "/ready")).POST(HttpRequest.BodyPublishers.noBody()).build();
        assertEquals(405, HTTP.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void withoutAPortNothingIsOpenedAndNothingCounted() throws Exception {
        var management = new ManagementVerticle(ManagementConfig.from(new Environment(Map.of())));
        vertx.deployVerticle(management).await(10, TimeUnit.SECONDS);
        assertTrue(management.port().isEmpty());
        assertTrue(management.registry().getMeters().isEmpty());
    }

    private ManagementVerticle started(Map<String, Service> services) throws Exception {
        var management = new ManagementVerticle(
            ManagementConfig.from(new Environment(Map.of("NULLROOM_MANAGEMENT_PORT", "0"))));
        management.watch(services);
        vertx.deployVerticle(management).await(10, TimeUnit.SECONDS);
        return management;
    }

    private static HttpResponse<String> get(ManagementVerticle management, String path)
            throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(at(management, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(ManagementVerticle management, String path) {
        return URI.create("http://127.0.0.1:" + management.port().orElseThrow() + path);
    }
}
