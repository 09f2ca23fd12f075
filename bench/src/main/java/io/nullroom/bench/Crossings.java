package io.nullroom.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How often signaling instances have asked each other something for a participant, as they count it themselves.
 *
 * @param ports the management ports of the instances
 */
record Crossings(List<Integer> ports) {
    /** Of a server that has one process. */
    static final Crossings NONE = new Crossings(List.of());

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern COUNT =
        Pattern.compile("(?m)^nullroom_bus_seconds_count\\{message=\"TellParticipant\".*\\} (\\d+)");

    /** All of them so far. */
    long count() {
        return ports.stream().flatMap(port -> COUNT.matcher(metrics(port)).results())
            .mapToLong(count -> Long.parseLong(count.group(1))).sum();
    }

    private static String metrics(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body();
    }
}
