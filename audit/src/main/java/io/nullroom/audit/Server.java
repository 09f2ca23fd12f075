package io.nullroom.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The way to the server under audit, from an address and with headers that are canaries themselves. */
final class Server implements AutoCloseable {
    private static final String SILENT = "the server cannot be talked to";

    private final Vertx vertx = Vertx.vertx();
    private final URI url;
    private final String query;
    private final Map<String, String> headers;
    private final HttpClientAgent http;
    private final WebSocketClient sockets;

    /** The server at {@code url}, which sees where we come {@code from} and those headers, and a query of the cable. */
    Server(URI url, String from, String query, Map<String, String> headers) {
        this.url = url;
        this.query = query;
        this.headers = headers;
        http = vertx.createHttpClient(new HttpClientOptions().setLocalAddress(from));
        sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setLocalAddress(from));
    }

    /** Where we come from: this machine's address on the way there; where the server is on it, one nobody else has. */
    static String addressFrom(URI url, RandomGenerator random) throws IOException {
        var there = InetAddress.getByName(url.getHost());
        if (there.isLoopbackAddress()) {
            return "127.%d.%d.%d".formatted(
                random.nextInt(100, 200), random.nextInt(100, 200), random.nextInt(100, 200));
        }
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(there, port(url)), (int) TimeUnit.SECONDS.toMillis(Patience.SECONDS));
            return probe.getLocalAddress().getHostAddress();
        }
    }

    /** Asks, and gives what was answered, of whatever status. */
    Buffer ask(HttpMethod method, String path, String body) throws IOException {
        var options = new RequestOptions().setMethod(method).setAbsoluteURI(url.resolve(path).toString());
        headers.forEach(options::putHeader);
        options.putHeader("Accept", "application/json");
        if (!body.isEmpty()) {
            options.putHeader("Content-Type", "application/json");
        }
        return done(http.request(options).compose(request -> request.send(Buffer.buffer(body)))
            .compose(answer -> answer.body()));
    }

    /** Opens a socket on the cable; {@code begin} is told of it before anything can be heard. */
    WebSocket cable(Consumer<WebSocket> begin) throws IOException {
        var cable = url.resolve("/cable?" + query);
        var options = new WebSocketConnectOptions().setAbsoluteURI(cable.toString().replaceFirst("^http", "ws"))
            .addSubProtocol("actioncable-v1-json");
        headers.forEach(options::putHeader);
        var socket = sockets.webSocket();
        begin.accept(socket);
        return done(socket.connect(options));
    }

    /** Waits a while, with nothing open to the server. */
    void rest(long seconds) throws IOException {
        done(http.close().compose(closed -> sockets.close()));
        if (seconds > 0) {
            Patience.await(vertx.timer(seconds, TimeUnit.SECONDS), seconds + Patience.SECONDS, SILENT);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    /** What comes of it, unless that takes longer than anything here should. */
    static <T> T done(Future<T> step) throws IOException {
        return Patience.await(step, SILENT);
    }

    private static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    }
}
