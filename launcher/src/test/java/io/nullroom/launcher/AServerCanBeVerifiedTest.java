package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has the checkout can tell whether a server serves it: {@code bin/verify-server}. */
final class AServerCanBeVerifiedTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClientAgent CLIENT = VERTX.createHttpClient();
    private static RunningServer server;

    /** What the command came to. */
    private record Verdict(int code, String output) {
    }

    @BeforeAll
    static void start() {
        server = RunningServer.with(Map.of());
    }

    @AfterAll
    static void stop() {
        Patience.await(VERTX.close());
        server.close();
    }

    @Test
    void aServerOfThisCheckoutIsFoundToBeOne() throws Exception {
        var verdict = verify(server.origin());
        assertEquals(0, verdict.code(), verdict.output());
        assertTrue(verdict.output().endsWith("files and every page are those of this checkout.\n"), verdict.output());
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/js/handshake.js, /assets/js/handshake.js differs",
        "/, / differs",
        "/check, /check differs",
        "/rooms/, /rooms/:id differs",
        "/assets/vendor/@noble/post-quantum/ml-kem.js, /assets/vendor/@noble/post-quantum/ml-kem.js differs",
        "/.well-known/nullroom-assets.json, has another digest of"
    })
    void oneChangedByteIsNamed(String path, String complaint) throws Exception {
        var meddler = VERTX.createHttpServer().requestHandler(request -> pass(request, path));
        var port = Patience.await(meddler.listen(0)).actualPort();
        var verdict = verify("http://localhost:" + port);
        assertEquals(1, verdict.code(), verdict.output());
        assertTrue(verdict.output().contains(complaint), verdict.output());
    }

    @Test
    void aServerThatIsNotThereIsNoVerdict() throws Exception {
        assertEquals(2, verify("http://localhost:1").code());
        assertEquals(2, verify("nullroom.example").code());
    }

    /** Answers as the server does, but for one byte of what is at {@code path}, or under it if it ends in a slash. */
    private static void pass(HttpServerRequest request, String path) {
        var meddle = request.path().equals(path) || path.length() > 1 && path.endsWith("/")
            && request.path().startsWith(path) && !request.path().endsWith("none");
        CLIENT.request(request.method(), server.port(), "localhost", request.uri())
            .compose(asked -> {
                asked.putHeader("accept", request.getHeader("accept") == null ? "*/*" : request.getHeader("accept"));
                return asked.send();
            })
            .compose(answer -> {
                request.response().setStatusCode(answer.statusCode());
                return answer.body();
            })
            .compose(body -> meddle ? Future.succeededFuture(flipped(body)) : Future.succeededFuture(body))
            .onSuccess(body -> request.response().end(body))
            .onFailure(broken -> request.response().setStatusCode(502).end());
    }

    /** A digit of a digest, or a letter of a text: what it was is still well formed. */
    private static Buffer flipped(Buffer body) {
        var changed = body.copy();
        int at = body.length() - 10;
        return changed.setByte(at, (byte) (body.getByte(at) == '0' ? '1' : '0'));
    }

    private static Verdict verify(String url) throws IOException, InterruptedException {
        var program = Programs.repository().resolve("bin/verify-server").toString();
        var process = new ProcessBuilder(program, url).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), output);
    }
}
