package io.nullroom.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.ForgetfulJson;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.nullroom.contracts.Turn;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * Rooms in Redis, one Lua script a transition; the keys stand in {@code room.lua}.
 *
 * <p>Each script answers with the JSON of the reply, or with the name of a {@link Failure}. Safe on any thread, and
 * for any number of processes on one Redis.
 */
final class RedisRoomStore implements RoomStore {
    private static final Script CREATE = Script.of("create");
    private static final Script JOIN = Script.of("room", "join");
    private static final Script LEAVE = Script.of("room", "leave");
    private static final Script HOLD = Script.of("room", "hold");
    private static final Script RELEASE = Script.of("room", "release");
    private static final Script PEER = Script.of("room", "peer");
    private static final Script HEALTH = Script.of("health");

    private static final ObjectMapper JSON = ForgetfulJson.mapper().addModule(new Jdk8Module()).build();

    private final RedisLink redis;
    private final String ttlMillis;
    private final String endsOnLeave;
    private final String graceMillis;

    RedisRoomStore(RoomConfig config, RedisLink redis) {
        this.redis = redis;
        ttlMillis = String.valueOf(config.ttl().toMillis());
        endsOnLeave = String.valueOf(config.destroyOnLeave());
        graceMillis = String.valueOf(config.grace().toMillis());
    }

    @Override
    public Future<CreateRoom.Reply> create(RoomId fresh) {
        return redis.run(CREATE, keys(fresh), List.of(ttlMillis))
            .map(answer -> reply(answer, FindRoom.Reply.class))
            .map(made -> new CreateRoom.Reply(fresh, made.remainingMillis()));
    }

    @Override
    public Future<FindRoom.Reply> find(FindRoom question) {
        return redis.send(Request.cmd(Command.PTTL).arg(keys(question.room()).get(0)))
            .map(Response::toLong)
            .compose(remaining -> remaining > 0
                ? Future.succeededFuture(new FindRoom.Reply(remaining))
                : FailureException.failed(Failure.ROOM_NOT_FOUND));
    }

    @Override
    public Future<JoinRoom.Reply> join(JoinRoom question, ConnectionId newcomer) {
        var endpoint = question.endpoint();
        var turn = question.turn();
        return redis.run(JOIN, keys(question.room()), List.of(endsOnLeave, graceMillis, newcomer.value(),
                endpoint.instance(), endpoint.socket(), question.resume().map(ResumeDigest::value).orElse(""),
                turn.map(Turn::socket).orElse(""), turn.map(Turn::number).map(String::valueOf).orElse("")))
            .map(answer -> reply(answer, JoinRoom.Reply.class));
    }

    @Override
    public Future<LeaveRoom.Reply> leave(LeaveRoom question) {
        return redis.run(LEAVE, keys(question.room()), arguments(question.endpoint()))
            .map(answer -> reply(answer, LeaveRoom.Reply.class));
    }

    @Override
    public Future<HoldPlace.Reply> hold(HoldPlace question) {
        return redis.run(HOLD, keys(question.room()), arguments(question.endpoint()))
            .map(answer -> reply(answer, HoldPlace.Reply.class));
    }

    @Override
    public Future<ReleasePlace.Reply> release(ReleasePlace question) {
        return redis.run(RELEASE, keys(question.room()), arguments(question.endpoint()))
            .map(answer -> reply(answer, ReleasePlace.Reply.class));
    }

    @Override
    public Future<FindPeer.Reply> findPeer(FindPeer question) {
        return redis.run(PEER, keys(question.room()), arguments(question.endpoint()))
            .map(answer -> reply(answer, FindPeer.Reply.class));
    }

    @Override
    public Future<Done> store(StoreHandshake question) {
        var set = Request.cmd(Command.SET).arg(key(question.handshake())).arg(question.blob())
            .arg("NX").arg("PX").arg(RoomConfig.HANDSHAKE_TTL.toMillis());
        return redis.send(set).compose(answer -> answer == null
            ? FailureException.failed(Failure.HANDSHAKE_EXISTS)
            : Future.succeededFuture(Done.DONE));
    }

    @Override
    public Future<TakeHandshake.Reply> take(TakeHandshake question) {
        return redis.send(Request.cmd(Command.GETDEL).arg(key(question.handshake()))).compose(blob -> blob == null
            ? FailureException.failed(Failure.HANDSHAKE_NOT_FOUND)
            : Future.succeededFuture(new TakeHandshake.Reply(blob.toString())));
    }

    @Override
    public Future<Done> check(CheckHealth question) {
        return redis.run(HEALTH, List.of("health"), List.of()).map(answer -> Done.DONE);
    }

    @Override
    public Future<Void> close() {
        return redis.close();
    }

    /** The braces put all keys of a room into one hash slot. */
    private static List<String> keys(RoomId room) {
        var key = "room:{" + room.value() + "}";
        return List.of(key, key + ":count", key + ":participants", key + ":held:1", key + ":held:2");
    }

    private static String key(HandshakeId handshake) {
        return "handshake:" + handshake.value();
    }

    private List<String> arguments(Endpoint endpoint) {
        return List.of(endsOnLeave, graceMillis, endpoint.instance(), endpoint.socket());
    }

    private static <R> R reply(Response answer, Class<R> type) {
        var text = answer.toString();
        if (!text.startsWith("{")) {
            throw new FailureException(Failure.valueOf(text));
        }
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException broken) {
            // Its own text quotes the answer.
            throw new IllegalStateException("an answer that is not of its type: " + type.getName());
        }
    }
}
