package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has to be quick, and who has not. */
class DeadlinesTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong(1);
    private final Deadlines deadlines = new Deadlines(vertx, Duration.ofSeconds(10), nanos::get);

    private Future<Void> ended = Future.failedFuture("nobody has asked");

    @AfterEach
    void stop() {
        TestGateway.await(vertx.close());
    }

    @Test
    void aConnectionThatHasBecomeAWebSocketHasAllTime() throws IOException {
        try (var client = asks(HttpServerRequest::toWebSocket)) {
            anHourGoesBy();
            client.setSoTimeout(500);
            assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void oneThatIsPassedOnAsBytesHasAllTime() throws IOException {
        try (var client = asks(request -> {
            request.pause();
            request.response().headers().set("Connection", "Upgrade").set("Upgrade", "websocket");
            return request.toNetSocket().onSuccess(passed -> request.resume());
        })) {
            anHourGoesBy();
            client.setSoTimeout(500);
            assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void oneThatRestsIsClosed() throws IOException {
        try (var client = asks(request -> request.response().setStatusCode(204).end())) {
            anHourGoesBy();
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void oneThatDoesNotReadIsClosedAsWell() throws IOException {
        var much = Buffer.buffer(new byte[100_000_000]);
        var deaf = asks(request -> {
            ended = Connections.closed(request.connection());
            request.response().end(much);
            return Future.succeededFuture();
        });
        anHourGoesBy();
        TestGateway.await(ended);
        deaf.close();
    }

    /** A client whose request to upgrade is answered like that, and whose answer is read. */
    private Socket asks(Function<HttpServerRequest, Future<?>> answer) throws IOException {
        var answered = Promise.<Void>promise();
        var server = TestGateway.await(vertx.createHttpServer().connectionHandler(deadlines::opened)
            .requestHandler(request -> {
                deadlines.began(request);
                answer.apply(request).<Void>mapEmpty().onComplete(answered);
            }).listen(0));
        var client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        client.setSoTimeout(10_000);
        client.getOutputStream().write(
            CableTest.handshake("localhost", "").getBytes(StandardCharsets.ISO_8859_1));
        TestGateway.await(answered.future());
        TestGateway.readHead(client.getInputStream());
        return client;
    }

    private void anHourGoesBy() {
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        vertx.runOnContext(now -> deadlines.sweep());
    }
}
