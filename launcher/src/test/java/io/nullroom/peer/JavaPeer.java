package io.nullroom.peer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Somebody in a room without a browser, who shares no line of code with the page. May be used from any thread. */
public final class JavaPeer implements AutoCloseable {
    private final Context context;
    private final Engine engine;
    /** Kept, because Vert.x closes the sockets of a client that nobody refers to. */
    private final WebSocketClient client;
    private final URI link;
    private final Diary diary;
    private final Promise<Void> placed = Promise.promise();
    private Optional<Cable> cable = Optional.empty();
    private Optional<Session> session = Optional.empty();

    private JavaPeer(Vertx vertx, URI link) {
        this.link = link;
        context = vertx.getOrCreateContext();
        engine = new Engine(context);
        client = vertx.createWebSocketClient();
        diary = new Diary(() -> session.ifPresent(Session::confirmed));
    }

    /** Opens a link. */
    public static JavaPeer opens(Vertx vertx, String link) {
        var peer = new JavaPeer(vertx, URI.create(link));
        peer.run(peer::connect);
        return peer;
    }

    /** A link to a room of a server, with a fresh key. */
    public static String freshLink(String origin, String room) {
        return origin + "/rooms/" + room + "#" + LinkKey.fresh(Entropy.system()).fragment();
    }

    /** Done when it has its place in the room. */
    public Future<Void> waits() {
        return placed.future();
    }

    /** The safety words, once the other one has confirmed. */
    public Future<List<String>> secure() {
        return diary.secure();
    }

    /** The reason of the end, once there is one; {@code bye} when the other one said so. */
    public Future<String> ended() {
        return diary.ended();
    }

    /** Says something. */
    public void says(String text) {
        run(() -> talk().say(text));
    }

    /** Offers a file. */
    public void offers(String name, byte[] bytes) {
        run(() -> talk().offer(name, bytes));
    }

    /** Waits until the other one has said this. */
    public void hears(String text) {
        diary.awaits("heard " + text);
    }

    /** Waits until the other one has shown a text. */
    public void seesDelivered() {
        diary.awaits("delivered");
    }

    /** Waits until the other one has the whole file of that name. */
    public void seesArrived(String name) {
        diary.awaits("arrived " + name);
    }

    /** Waits for a file of that name, which is accepted as it is offered. */
    public byte[] receives(String name) {
        diary.awaits("received " + name);
        return diary.file();
    }

    /** Ends the room for both. */
    public void ends() {
        run(() -> talk().bye());
    }

    /** Goes away; done when it is gone. */
    @Override
    public void close() {
        Promise<Void> left = Promise.promise();
        context.runOnContext(now -> {
            session.ifPresent(Session::close);
            session = Optional.empty();
            cable.map(Cable::leave).orElse(Future.succeededFuture()).onComplete(left);
        });
        left.future().await();
        engine.close();
    }

    private String room() {
        return link.getPath().replaceFirst(".*/", "");
    }

    private void connect() {
        Cable.to(client, link.getPort(), room(), message -> run(() -> take(message)))
            .onSuccess(connected -> cable = Optional.of(connected)).onFailure(this::fail);
    }

    private Conversation talk() {
        return session.orElseThrow().conversation();
    }

    private void take(JsonObject message) {
        switch (message.getString("type")) {
            case "init" -> {
                var role = message.getBoolean("initiator") ? Role.INITIATOR : Role.RESPONDER;
                session = Optional.of(new Session(LinkKey.of(link.getFragment()),
                    new SignalWriter.Place(room(), role), engine, diary,
                    sealed -> cable.orElseThrow().signal(sealed)));
                placed.complete();
            }
            case "peer_ready" -> session.orElseThrow().begin().onFailure(this::fail);
            case "signal" -> session.orElseThrow().signal(message.getValue("data")).onFailure(this::fail);
            case "room_expired", "peer_left" -> diary.left();
            default -> { }
        }
    }

    /** On this peer's own thread; whatever must not be taken ends it. */
    private void run(Runnable step) {
        context.runOnContext(now -> {
            try {
                step.run();
            } catch (RuntimeException refused) {
                fail(refused);
            }
        });
    }

    private void fail(Throwable why) {
        placed.tryFail(why);
        diary.end(why);
    }
}
