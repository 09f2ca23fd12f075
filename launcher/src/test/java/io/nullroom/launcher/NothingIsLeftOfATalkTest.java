package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.audit.Canary;
import io.nullroom.audit.Finding;
import io.nullroom.audit.Hit;
import io.nullroom.audit.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people talk, with real browsers on a server that logs all it can; afterwards every byte is searched for it. */
final class NothingIsLeftOfATalkTest {
    private static final Pattern MANAGEMENT = Pattern.compile("Management at port (\\d+)");
    private static final long FORGETTING_SECONDS = 45;
    /** Where Chromium writes down which addresses were visited, whatever a page says; see the threat model. */
    private static final Pattern VISITED = Pattern.compile("(Default/(History|Favicons|Top Sites|"
        + "Sessions/(Session|Tabs)_\\d+)|segmentation_platform/ukm_db)(-journal|-wal)?");
    /** A file of the site's that only a room needs. */
    private static final Canary SITE = Canary.text("script of the room's page", "/assets/js/room-page.js");
    /** All that is in an address. */
    private static final Set<String> ADDRESS = Set.of(TracedTalk.ROOM, TracedTalk.KEY);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;
    private RunningCoturn coturn;
    private RunningRedis redis;
    private ChildServer server;

    @BeforeEach
    void start() throws IOException {
        for (var name : List.of("redis", "work", "temp", "sent", "first", "second")) {
            Files.createDirectory(folder.resolve(name));
        }
        coturn = RunningCoturn.start();
        redis = RunningRedis.startIn(folder.resolve("redis"));
        Map<String, String> settings = new HashMap<>(coturn.settings());
        settings.putAll(Map.of("NULLROOM_LOG_LEVEL", "TRACE", "NULLROOM_REDIS_URL", redis.url(),
            "NULLROOM_MANAGEMENT_PORT", "0"));
        server = ChildServer.startBy(List.of("env", "-C", folder.resolve("work").toString(), "java",
            "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + folder.resolve("temp"), "-jar", Programs.jar().toString()),
            settings).running();
    }

    @AfterEach
    void stop() {
        server.close();
        redis.close();
        coturn.close();
    }

    @Test
    void neitherOnTheServerNorBeyondTheAddressInTheBrowsers() throws IOException {
        var talk = talk();
        var wanted = Stream.concat(talk.everything().stream(), Stream.of(
            Canary.address("address of the first", "10.99.2.2"), Canary.address("address of the second", "10.99.3.2")))
            .toList();
        Patience.until("the heap holds nothing: " + hits(heap(), wanted), FORGETTING_SECONDS,
            () -> hits(heap(), wanted).isEmpty());
        for (var place : onTheServer()) {
            var finding = Finding.in(place, wanted);
            assertTrue(finding.isClean(), finding.toString());
        }
        for (var empty : List.of("work", "temp", "redis")) {
            try (var files = Files.walk(folder.resolve(empty))) {
                assertEquals(List.of(folder.resolve(empty)), files.toList(), "nothing is written to disk");
            }
        }
        for (var profile : List.of("first", "second")) {
            var kept = hits(Place.files(folder.resolve(profile)), wanted);
            assertEquals(Set.of(), kept.stream().filter(hit -> !isOfTheAddress(hit)).collect(Collectors.toSet()));
            assertTrue(kept.contains(new Hit(TracedTalk.ROOM, "Default/History")), "the search finds what is there");
        }
    }

    private static boolean isOfTheAddress(Hit hit) {
        return ADDRESS.contains(hit.canary()) && VISITED.matcher(hit.part()).matches();
    }

    private TracedTalk talk() {
        var origin = "http://" + RunningCoturn.ADDRESS + ":" + server.port();
        var trusted = "--unsafely-treat-insecure-origin-as-secure=" + origin;
        try (var here = Chromium.startAway(2, folder.resolve("first"), trusted);
                var there = Chromium.startAway(3, folder.resolve("second"), trusted)) {
            WireTap.on(here.context());
            WireTap.on(there.context());
            var talk = new TracedTalk(
                new Visitors.Pair(new Person(here.context(), origin), new Person(there.context(), origin)));
            talk.takesPlace(folder.resolve("sent"));
            looksIn(URI.create(origin + talk.path()));
            var held = hits(heap(), talk.everything()).stream().map(Hit::canary).collect(Collectors.toSet());
            assertTrue(held.containsAll(Set.of(TracedTalk.ROOM, "connection id")), "it finds what is there: " + held);
            assertTrue(Finding.in(Place.redis(redis.url()), talk.everything()).has(TracedTalk.ROOM));
            assertEquals(Set.of(), hits(heap(), talk.content()));
            untilBothCaches("has the site", kept -> !kept.isEmpty());
            talk.ends();
            untilBothCaches("has dropped the site", Set::isEmpty);
            return talk;
        }
    }

    private void untilBothCaches(String state, Predicate<Set<Hit>> reached) {
        for (var profile : List.of("first", "second")) {
            var cache = Place.files(folder.resolve(profile).resolve("Default/Cache"));
            Patience.until(profile + ": the cache " + state, () -> reached.test(hits(cache, List.of(SITE))));
        }
    }

    /** Somebody else, whose connection stays open afterwards. */
    private static void looksIn(URI page) {
        var request = HttpRequest.newBuilder(page).header("Accept", "application/json").build();
        assertEquals(200, HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding()).join().statusCode());
    }

    private Place heap() {
        return Place.heap(server.pid());
    }

    private static Set<Hit> hits(Place place, List<Canary> wanted) {
        var finding = Finding.in(place, wanted);
        assertTrue(finding.refusal().isEmpty(), finding.toString());
        return finding.hits();
    }

    private List<Place> onTheServer() throws IOException {
        List<Place> places = new ArrayList<>(List.of(
            Place.files(Files.write(folder.resolve("log"), server.output())), Place.redis(redis.url()), heap()));
        var management = server.output().stream().map(MANAGEMENT::matcher).filter(line -> line.find())
            .map(line -> line.group(1)).findFirst().orElseThrow();
        for (var path : List.of("metrics", "live", "ready")) {
            places.add(Place.page(path, URI.create("http://127.0.0.1:" + management + "/" + path), "*/*"));
        }
        return places;
    }
}
