package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Environment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A gateway at a free port, with its fakes and a clock that stands still; spoken to in plain calls that wait. */
final class TestGateway implements AutoCloseable {
    static final String HOST = "localhost";

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final FakeServices services = new FakeServices();
    private final AtomicLong nanos = new AtomicLong(1);
    private final WebClient client;
    private final GatewayVerticle gateway;
    private final String deployment;

    private TestGateway(GatewayConfig config, Optional<Cable> cable, boolean withSite) {
        client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false).setMaxHeaderSize(65_536));
        gateway = new GatewayVerticle(config, bus, cable, new SimpleMeterRegistry(), (Ticker) nanos::get);
        await(services.answer(bus));
        if (withSite) {
            await(services.answerForSite(bus));
        }
        deployment = await(vertx.deployVerticle(gateway));
    }

    /** With the settings as they come. */
    static TestGateway start() {
        return start(Map.of());
    }

    /** With these settings besides. */
    static TestGateway start(Map<String, String> variables) {
        return new TestGateway(config(variables), Optional.empty(), true);
    }

    /** With a cable. */
    static TestGateway start(Map<String, String> variables, Cable cable) {
        return new TestGateway(config(variables), Optional.of(cable), true);
    }

    /** With clients that get so much time for a request. */
    static TestGateway start(Duration requestTimeout) {
        var config = config(Map.of());
        var hasty = new GatewayConfig(config.host(), config.port(), config.tls(), config.publicOrigin(),
            config.cableOrigins(), requestTimeout, config.fileSizeLimit(), config.proxies(),
            config.limits(), config.drain());
        return new TestGateway(hasty, Optional.empty(), true);
    }

    /** With the web-assets away. */
    static TestGateway startWithoutSite() {
        return new TestGateway(config(Map.of()), Optional.empty(), false);
    }

    private static GatewayConfig config(Map<String, String> variables) {
        var all = new HashMap<>(Map.of("NULLROOM_PORT", "0", "NULLROOM_HOST", "127.0.0.1"));
        all.putAll(variables);
        return GatewayConfig.from(new Environment(all));
    }

    int port() {
        return gateway.port();
    }

    String authority() {
        return HOST + ":" + port();
    }

    /** Lets the clock of the limits go on. */
    void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    HttpResponse<Buffer> get(String path, String... headers) {
        return send(HttpMethod.GET, path, Buffer.buffer(), headers);
    }

    HttpResponse<Buffer> post(String path, String body, String... headers) {
        return send(HttpMethod.POST, path, Buffer.buffer(body), headers);
    }

    /** Sends a request; headers are names and values in turn. */
    HttpResponse<Buffer> send(HttpMethod method, String path, Buffer body, String... headers) {
        var request = client.request(method, port(), HOST, path);
        for (int at = 0; at < headers.length; at += 2) {
            request.headers().add(headers[at], headers[at + 1]);
        }
        return await(body.length() == 0 ? request.send() : request.sendBuffer(body));
    }

    /** Stops the gateway, and nothing else. */
    Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    /** Opens a bare connection whose reads give up after ten seconds. */
    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends bytes as they are, on a connection of their own, and reads until the server closes it. */
    String sendRaw(String bytes) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket.getInputStream());
        }
    }

    static String readAll(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads a head, to its empty line and no further; an end before that is an error. */
    static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertTrue(next >= 0, () -> "it ends after " + head);
            head.append((char) next);
        }
        return head.toString();
    }

    /** Waits for what is under way. */
    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Lets real time go by: for what goes by the beats of the instances. */
    void pass(long millis) {
        await(vertx.timer(millis, TimeUnit.MILLISECONDS));
    }

    /** Whether something comes true within ten seconds. */
    boolean until(BooleanSupplier state) {
        for (int tries = 0; tries < 200 && !state.getAsBoolean(); tries++) {
            pass(50);
        }
        return state.getAsBoolean();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
