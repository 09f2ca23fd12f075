package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.WebSocketFrame;
import io.nullroom.audit.Canary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A talk of two people with real browsers, in which everything that is said, sent or named is a canary. */
final class TracedTalk {
    /** The canary that is the room's name. */
    static final String ROOM = "room id";
    /** The canary that only the two have, and whoever sees an address with it. */
    static final String KEY = "key of the link";
    private static final Pattern SECRET = Pattern.compile("\\\\\"resume\\\\\":\\\\\"([\\w-]{22,})");
    private static final Pattern CONNECTION = Pattern.compile("\"connection_id\":\"([0-9a-f-]{36})\"");
    /** What is sealed stands in signals as base64; the longer pieces of it are like nothing else. */
    private static final Pattern SEALED = Pattern.compile("[\\w+/-]{64}");
    private static final String RELAYS = """
        tap.connections.flatMap((connection) => connection.getConfiguration().iceServers)
          .filter(({ credential }) => credential).map(({ username, credential }) => [username, credential])""";

    private final List<Canary> content = new ArrayList<>();
    private final List<Canary> traces = new ArrayList<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> connections = new TreeSet<>();
    private final Set<String> sealed = new TreeSet<>();
    private final Visitors.Pair pair;
    private String path = "";

    /** A talk of these two, in a room that the first of them makes. */
    TracedTalk(Visitors.Pair pair) {
        this.pair = pair;
        pair.both(person -> person.page().onWebSocket(socket -> {
            socket.onFrameSent(this::note);
            socket.onFrameReceived(this::note);
        }));
    }

    /** They meet, talk, and one sends the other a file from that folder. */
    void takesPlace(Path folder) {
        pair.host().createsRoom();
        var link = pair.host().link();
        path = URI.create(link).getPath();
        traces.add(Canary.uuid(ROOM, path().replace("/rooms/", "")));
        content.add(Canary.key(KEY, link.replaceFirst(".*#2\\.", "")));
        pair.guest().opens(link);
        pair.both(person -> person.waitsFor("secure"));
        var word = unique("what was said");
        pair.host().says(word);
        pair.guest().hears(word);
        var answer = unique("what was answered");
        pair.guest().says(answer);
        pair.host().hears(answer);
        var file = file(folder);
        pair.host().offers(file);
        pair.guest().file(file.getFileName().toString()).press("accept").waitsFor("done");
        pair.both(person -> person.page().locator("#message-input").fill(unique("what was typed and not sent")));
        pair.both(this::noteRelays);
        assertTrue(Stream.of(secrets, connections, sealed).noneMatch(Set::isEmpty), "what passes the server is known");
    }

    /** Where the room's page was. */
    String path() {
        return path;
    }

    /** One of them closes the tab, and the other one sees that. */
    void ends() {
        // A browser whose last tab is closed may end.
        pair.guest().page().context().newPage();
        pair.guest().closesTab();
        pair.host().seesEnd("peer_left");
    }

    /** What nobody but the two may ever have: texts, the file and its name, the key. */
    List<Canary> content() {
        return content;
    }

    /** Everything: beside the content what the server has to know while they talk. */
    List<Canary> everything() {
        var heard = Stream.of(
            secrets.stream().map(secret -> Canary.text("resume secret", secret)),
            connections.stream().map(connection -> Canary.uuid("connection id", connection)),
            sealed.stream().map(signal -> Canary.text("sealed signal", signal))).flatMap(all -> all);
        return Stream.of(content.stream(), traces.stream(), heard).flatMap(all -> all).toList();
    }

    /** A text that there is nowhere else, and that is looked for under this name. */
    private String unique(String name) {
        var text = name + " " + UUID.randomUUID();
        content.add(Canary.text(name, text));
        return text;
    }

    private Path file(Path folder) {
        var line = unique("content of the file");
        var name = unique("name of the file") + ".txt";
        try {
            return Files.write(folder.resolve(name), Collections.nCopies(4096, line));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void note(WebSocketFrame frame) {
        SECRET.matcher(frame.text()).results().forEach(found -> secrets.add(found.group(1)));
        CONNECTION.matcher(frame.text()).results().forEach(found -> connections.add(found.group(1)));
        SEALED.matcher(frame.text()).results().limit(3).forEach(found -> sealed.add(found.group()));
    }

    private void noteRelays(Person person) {
        var relays = (List<?>) person.page().evaluate(RELAYS);
        assertFalse(relays.isEmpty(), "what the relay knows is known");
        relays.stream().map(List.class::cast).forEach(relay -> {
            traces.add(Canary.text("TURN user", (String) relay.get(0)));
            traces.add(Canary.text("TURN credential", (String) relay.get(1)));
        });
    }
}
