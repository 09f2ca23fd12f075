package io.nullroom.gateway;

import io.nullroom.contracts.Asset;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FetchSite;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.IssueIceServers;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The services behind the gateway: a room, a few files, and whatever failure a test asks for. */
final class FakeServices {
    static final RoomId ROOM = new RoomId("0f8fad5b-d9cb-469f-a165-70867728950e");
    static final Buffer LONG_SCRIPT = Buffer.buffer("export const same = 'the same, the same, the same, the same';\n");
    static final Buffer LONG_SCRIPT_GZIP = Buffer.buffer("(compressed)");

    /** What stands for the digest of a script that is in the room page. */
    static final String INLINE_SCRIPT = "'sha256-room'";

    /** What can fail. */
    enum Part { ROOMS, HANDSHAKES, ICE, ROOM_HEALTH, TURN_HEALTH }

    private final Map<Part, Supplier<Throwable>> broken = new ConcurrentHashMap<>(new EnumMap<>(Part.class));
    private final Map<HandshakeId, String> handshakes = new ConcurrentHashMap<>();
    private volatile boolean silent;
    private volatile Supplier<Future<Void>> roomsOpen = Future::succeededFuture;
    private final List<Asset> files = List.of(
        page("index.html"), roomPage(), page("privacy.html"), page("check.html"), page("404.html"), page("error.html"),
        file("robots.txt", "text/plain; charset=utf-8"),
        file("favicon.svg", "image/svg+xml; charset=utf-8"),
        file(".well-known/security.txt", "text/plain; charset=utf-8"),
        file(".well-known/nullroom-assets.json", "application/json"),
        new Asset("js/long.js", "text/javascript; charset=utf-8", "\"long\"", LONG_SCRIPT, LONG_SCRIPT_GZIP));

    /** From now on {@code part} fails. */
    void breakDown(Part part, Failure failure) {
        broken.put(part, () -> new FailureException(failure));
    }

    /** From now on {@code part} throws what no table foresees. */
    void breakDown(Part part, RuntimeException unforeseen) {
        broken.put(part, () -> unforeseen);
    }

    /** From now on rooms are opened no sooner than that. */
    void openRoomsAfter(Supplier<Future<Void>> event) {
        roomsOpen = event;
    }

    /** From now on the signaling-service says nothing. */
    void fallSilent() {
        silent = true;
    }

    /** Everything works again, and nobody has left a handshake. */
    void repair() {
        broken.clear();
        handshakes.clear();
    }

    /** Answers for everybody but the web-assets. */
    Future<?> answer(Bus bus) {
        var answering = new ArrayList<Future<?>>();
        answering.add(bus.answer(CreateRoom.ADDRESS, question ->
            unlessBroken(Part.ROOMS, () -> roomsOpen.get().map(open -> new CreateRoom.Reply(ROOM, 900_000)))));
        answering.add(bus.answer(FindRoom.ADDRESS, question -> unlessBroken(Part.ROOMS, () ->
            question.room().equals(ROOM) ? Future.succeededFuture(new FindRoom.Reply(432_999))
                : FailureException.failed(Failure.ROOM_NOT_FOUND))));
        answering.add(bus.answer(IssueIceServers.ADDRESS, question -> unlessBroken(Part.ICE, () ->
            Future.succeededFuture(new IssueIceServers.Reply(List.of(
                new IceServer(List.of("stun:a.example"), Optional.empty(), Optional.empty()),
                new IceServer(List.of("turn:b.example"), Optional.of("u" + question.lifeMillis()),
                    Optional.of("c"))), false)))));
        answering.add(bus.answer(StoreHandshake.ADDRESS, question -> unlessBroken(Part.HANDSHAKES, () ->
            handshakes.putIfAbsent(question.handshake(), question.blob()) == null
                ? Future.succeededFuture(Done.DONE) : FailureException.failed(Failure.HANDSHAKE_EXISTS))));
        answering.add(bus.answer(TakeHandshake.ADDRESS, question -> unlessBroken(Part.HANDSHAKES, () ->
            Optional.ofNullable(handshakes.remove(question.handshake()))
                .map(blob -> Future.succeededFuture(new TakeHandshake.Reply(blob)))
                .orElseGet(() -> FailureException.failed(Failure.HANDSHAKE_NOT_FOUND)))));
        answering.add(bus.answer(CheckHealth.ROOM, question -> unlessBroken(Part.ROOM_HEALTH, FakeServices::done)));
        answering.add(bus.answer(CheckHealth.SIGNALING, question ->
            silent ? Promise.<Done>promise().future() : done()));
        answering.add(bus.answer(CheckHealth.TURN, question -> unlessBroken(Part.TURN_HEALTH, FakeServices::done)));
        answering.add(bus.answer(CheckHealth.ASSETS, question -> done()));
        return Future.all(answering);
    }

    /** Answers for the web-assets. */
    Future<?> answerForSite(Bus bus) {
        return bus.answer(FetchSite.ADDRESS, question -> Future.succeededFuture(new FetchSite.Reply(files)));
    }

    private <R> Future<R> unlessBroken(Part part, Supplier<Future<R>> answer) {
        return Optional.ofNullable(broken.get(part))
            .map(failure -> Future.<R>failedFuture(failure.get()))
            .orElseGet(answer);
    }

    private static Future<Done> done() {
        return Future.succeededFuture(Done.DONE);
    }

    private static Asset page(String path) {
        return file(path, "text/html; charset=utf-8");
    }

    private static Asset roomPage() {
        var page = page("room.html");
        return new Asset(page.path(), page.mediaType(), page.etag(), page.plain(), page.gzip(), List.of(INLINE_SCRIPT));
    }

    private static Asset file(String path, String mediaType) {
        return new Asset(path, mediaType, '"' + path + '"', Buffer.buffer("(" + path + ")"), Buffer.buffer());
    }
}
