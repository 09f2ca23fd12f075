package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;

/** People who talk while somebody else floods the server, and one who is flooded and does not read. */
final class Bystanders {
    /** 120 MB in all: more than any kernel buffers for a reader that does not read. */
    private static final int SIGNALS = 2000;
    private static final String LARGE = "\"" + "x".repeat(60_000) + "\"";

    private Bystanders() {
    }

    /** An honest pair meets, talks and leaves. */
    static void talk(ChildServer server) {
        var room = server.newRoom();
        var first = CableClient.join(server.port(), room);
        var second = CableClient.join(server.port(), room);
        first.await("peer_ready");
        first.signal("{\"n\":7}");
        assertEquals(7, second.await("signal").getJsonObject("data").getInteger("n"));
        second.leave();
        first.await("peer_left");
        first.vanish();
        second.vanish();
    }

    /** A peer floods one who does not read, until that one is let go; an honest pair talks now and then. */
    static void talkBesideOneThatDoesNotRead(ChildServer server) {
        var room = server.newRoom();
        var deaf = RawClient.upgradeWithoutReading(server.port());
        var peer = CableClient.open(server.port(), room);
        deaf.sayFrame(new JsonObject().put("command", "subscribe").put("identifier", peer.identifier()).encode());
        peer.subscribe();
        peer.await("init");
        for (int count = 0; count < SIGNALS && peer.waiting("peer_left") == 0; count++) {
            peer.signal(LARGE);
            if (count % 100 == 0) {
                talk(server);
            }
        }
        peer.await("peer_left");
        talk(server);
        peer.vanish();
        deaf.close();
    }
}
