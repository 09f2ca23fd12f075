package io.nullroom.audit;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two participants in a room of the server under audit, with a canary in everything that they say and are. */
final class Talk implements AutoCloseable {
    /** The canary that has to be found while the room is there. */
    static final String ROOM = "room id";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Canary> canaries = new ArrayList<>();
    private final Server server;
    private final String room;
    private final List<Participant> participants = new ArrayList<>();

    /** Goes to the server at {@code url}; {@code more} are canaries besides those of the talk. */
    Talk(URI url, List<Canary> more) throws IOException {
        canaries.addAll(more);
        var from = Server.addressFrom(url, RANDOM);
        canaries.add(Canary.address("client address", from));
        var named = "198.18.%d.%d".formatted(RANDOM.nextInt(100, 200), RANDOM.nextInt(100, 200));
        canaries.add(Canary.address("address that a proxy names", named));
        server = new Server(url, from, text("query of the cable"), Map.of("User-Agent", text("user agent"),
            "Referer", text("referrer"), "X-Forwarded-For", named));
        var made = new JsonObject(server.ask(HttpMethod.POST, "/rooms", ""));
        room = Optional.ofNullable(made.getString("room_id")).orElseThrow(() ->
            new IOException("the server makes no room: " + made.getString("error", "no reason given")));
        canaries.add(Canary.uuid(ROOM, room));
        noteRelays(made, "first");
    }

    /** What is to be looked for. */
    List<Canary> canaries() {
        return canaries;
    }

    /** Where the room's page is. */
    String path() {
        return "/rooms/" + room;
    }

    /** Both come in, and everything is said that people's browsers say. */
    void begins() throws IOException {
        var first = enters("first", text("resume secret of the first"));
        noteRelays(new JsonObject(server.ask(HttpMethod.GET, path(), "")), "second");
        var secret = text("resume secret of the second");
        var second = enters("second", secret);
        first.hears("peer_ready");
        tell(first, second, "offer");
        tell(second, first, "answer");
        tell(first, second, "candidate");
        tell(second, first, "candidate");
        comesBack(first, secret);
        first.acts(new JsonObject().put("action", "initiate_file_transfer").put("metadata",
            new JsonObject().put("file_name", text("file name")).put("file_size", 1)
                .put(text("name of a member"), 1)));
        first.hears("file_transfer_authorized");
        handsOver();
        errs();
    }

    /** One leaves, the other sees the end, and nothing of them stays connected; waits so many seconds besides. */
    void ends(long seconds) throws IOException {
        noteRelays(new JsonObject(server.ask(HttpMethod.GET, path(), "")), "last");
        participants.get(0).leaves();
        participants.get(1).hears("peer_left");
        for (var participant : participants) {
            participant.goes();
        }
        server.rest(seconds);
    }

    @Override
    public void close() {
        server.close();
    }

    private Participant enters(String who, String secret) throws IOException {
        var participant = new Participant(server, room, secret);
        canaries.add(Canary.uuid("connection id of the " + who, participant.enters()));
        participants.add(participant);
        return participant;
    }

    /** The second one loses its socket, and what it is told meanwhile waits for it. */
    private void comesBack(Participant first, String secret) throws IOException {
        participants.remove(1).goes();
        first.signals(new JsonObject().put("type", "sealed").put("data", text("signal that waits")));
        var back = new Participant(server, room, secret);
        back.enters();
        back.hears("signal");
        participants.add(back);
    }

    private void tell(Participant from, Participant to, String what) throws IOException {
        from.signals(new JsonObject().put("type", "sealed").put("data", text(what)));
        to.hears("signal");
    }

    /** A link goes by a handshake, as the terminal client sends it. */
    private void handsOver() throws IOException {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var identifier = HexFormat.of().formatHex(bytes);
        canaries.add(Canary.text("handshake", identifier));
        var path = "/handshakes/" + identifier;
        server.ask(HttpMethod.POST, path, new JsonObject().put("blob", text("sealed link"))
            .put(text("name of a member of a body"), 1).encode());
        server.ask(HttpMethod.GET, path, "");
    }

    /** Others do what is refused: a log is tempted most where something goes wrong. */
    private void errs() throws IOException {
        var third = new Participant(server, room, text("resume secret of a third"));
        third.command("subscribe");
        third.hears("reject_subscription");
        third.says("{\"command\":\"" + text("broken frame"));
        third.hears("closed");
        server.ask(HttpMethod.GET, "/" + text("path") + "?" + text("query"), "");
        server.ask(HttpMethod.GET, "/rooms/" + text("name of no room"), "");
        server.ask(HttpMethod.POST, "/handshakes/" + "0".repeat(64), "{\"blob\":\"" + text("broken body"));
    }

    private void noteRelays(JsonObject info, String who) {
        var servers = info.getJsonArray("ice_servers", new JsonArray());
        servers.stream().map(JsonObject.class::cast).filter(relay -> relay.containsKey("credential"))
            .findFirst().ifPresent(relay -> {
                canaries.add(Canary.text("TURN user of the " + who, relay.getString("username")));
                canaries.add(Canary.text("TURN credential of the " + who, relay.getString("credential")));
            });
    }

    private String text(String name) {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var value = Base64.getUrlEncoder().encodeToString(bytes);
        canaries.add(Canary.text(name, value));
        return value;
    }
}
