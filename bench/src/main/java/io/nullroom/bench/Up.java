package io.nullroom.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Waits for servers to be up, by asking them. */
final class Up {
    /** As visitors speak: an offer of HTTP/2 is an upgrade, which servers of WebSockets may refuse. */
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PAUSE_MILLIS = 5;
    private static final int PATIENCE_SECONDS = 120;

    private Up() {
    }

    /** Returns when {@code /up} is answered with 200. */
    static void await(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/up")).build();
        ask(request).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static CompletableFuture<Void> ask(HttpRequest request) {
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .thenCompose(answer -> answer.statusCode() == 200 ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> { }, later()).thenCompose(due -> ask(request)));
    }

    private static Executor later() {
        return CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
