package io.nullroom.turn;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** A provider's API on this machine: answers as its documents say, or fails in a way that they allow. */
final class StandIn implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Asked> asked = new ArrayList<>();
    private final String answer;
    private BiConsumer<HttpServerResponse, String> mood = Mood.WELL.how;

    /** One question that came in. */
    record Asked(String method, String path, Map<String, String> headers, String body) {
    }

    /** What comes back. */
    enum Mood {
        WELL((response, answer) -> response.setStatusCode(201).end(answer)),
        UNAUTHORIZED((response, answer) -> response.setStatusCode(401).end(answer)),
        TOO_MANY((response, answer) -> response.setStatusCode(429).putHeader("Retry-After", "1").end(answer)),
        BROKEN((response, answer) -> response.setStatusCode(500).end(answer)),
        ELSEWHERE((response, answer) -> response.setStatusCode(302).putHeader("Location", "/canary").end(answer)),
        NO_JSON((response, answer) -> response.setStatusCode(201).end(answer.substring(0, answer.length() / 2))),
        NO_SERVERS((response, answer) -> response.setStatusCode(201).end("{\"iceServers\":[],\"ice_servers\":null}")),
        BROKEN_OFF((response, answer) -> response.setStatusCode(201)
            .putHeader("Content-Length", String.valueOf(answer.length()))
            .write(answer.substring(0, answer.length() / 2)).onSuccess(half -> response.reset())),
        OVERSIZE((response, answer) -> response.setStatusCode(201).end(answer + " ".repeat(70_000))),
        SILENT((response, answer) -> { }),
        STUCK((response, answer) -> response.setStatusCode(201).setChunked(true).write(answer));

        private final BiConsumer<HttpServerResponse, String> how;

        Mood(BiConsumer<HttpServerResponse, String> how) {
            this.how = how;
        }
    }

    /** Stands in for an API with this answer to every question. */
    StandIn(String answer) {
        this.answer = answer;
        server = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "localhost"));
    }

    /** For {@code NULLROOM_TURN_API_URL}. */
    String url() {
        return "http://localhost:" + server.actualPort();
    }

    /** From now on answers like that. */
    void is(Mood next) {
        mood = next.how;
    }

    /** The questions so far. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The Vert.x of the test. */
    Vertx vertx() {
        return vertx;
    }

    /** What comes of it, from a thread that is no event loop's. */
    static <T> T await(Future<T> step) {
        try {
            return step.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new AssertionError(never);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void answer(HttpServerRequest request) {
        var headers = Map.of("Authorization", request.getHeader("Authorization"),
            "Content-Type", request.getHeader("Content-Type"));
        request.body().onSuccess(body -> {
            asked.add(new Asked(request.method().name(), request.path(), headers, body.toString()));
            mood.accept(request.response(), answer);
        });
    }
}
