package io.nullroom.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An answer over HTTP, of whatever status. */
record Page(String name, URI url, String accept) implements Place {

    @Override
    public void show(Scan scan) throws IOException {
        var request = HttpRequest.newBuilder(url).header("Accept", accept)
            .timeout(Duration.ofSeconds(Patience.SECONDS)).build();
        try {
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            scan.read("", answer.headers().map().toString());
            try (var body = answer.body()) {
                scan.read("", body);
            }
        } catch (IOException unreachable) {
            throw new IOException("no answer (" + unreachable.getClass().getSimpleName() + ")", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }
}
