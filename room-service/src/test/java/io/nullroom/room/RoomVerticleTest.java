package io.nullroom.room;

import static io.nullroom.room.Answers.answer;
import static io.nullroom.room.Answers.failure;
import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.GRACE;
import static io.nullroom.room.StoreFixture.TTL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.CreateRoom;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.FindRoom;
import io.nullroom.contracts.HandshakeId;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.StoreHandshake;
import io.nullroom.contracts.TakeHandshake;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The room-service as the other services know it: by what it answers on the bus. */
class RoomVerticleTest {
    private static final Endpoint HERE = new Endpoint("here", "1");
    private static final Endpoint THERE = new Endpoint("there", "1");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final RedisHost redis = RedisHost.any();

    @AfterEach
    void close() {
        answer(vertx.close());
        redis.close();
    }

    @Test
    void anUnknownRoomIsNotFoundByItsCode() {
        deploy(ENDING);
        assertEquals(Failure.ROOM_NOT_FOUND, failure(bus.request(FindRoom.ADDRESS, new FindRoom(RoomId.random()))));
        assertEquals(Failure.HANDSHAKE_NOT_FOUND,
            failure(bus.request(TakeHandshake.ADDRESS, new TakeHandshake(new HandshakeId("0".repeat(64))))));
    }

    @Test
    void everythingIsAnsweredFromMemory() {
        deploy(ENDING);
        askEverything();
    }

    @Test
    void everythingIsAnsweredFromRedis() {
        redis.start();
        deployInRedis();
        askEverything();
    }

    @Test
    void withoutRedisItStartsAndSaysThatTheStoreIsUnavailable() {
        deploy(withRedis());
        assertEquals(Failure.STORE_UNAVAILABLE, failure(bus.request(CreateRoom.ADDRESS, new CreateRoom())));
        assertEquals(Failure.STORE_UNAVAILABLE, failure(bus.request(CheckHealth.ROOM, new CheckHealth())));
        assertEquals(Failure.STORE_UNAVAILABLE,
            failure(bus.request(FindRoom.ADDRESS, new FindRoom(RoomId.random()))));
    }

    @Test
    void roomsInRedisOutliveTheService() {
        redis.start();
        var first = deployInRedis();
        var room = answer(bus.request(CreateRoom.ADDRESS, new CreateRoom())).room();
        answer(vertx.undeploy(first));
        deployInRedis();
        assertTrue(answer(bus.request(FindRoom.ADDRESS, new FindRoom(room))).remainingMillis() > 0);
    }

    /** What nobody takes is asked again in a cluster; what the store is said to be away for is not. */
    @Test
    void whileOneOfTwoStopsNobodyIsToldThatTheStoreIsAway() {
        redis.start();
        var first = deployInRedis();
        deployInRedis();
        var room = answer(bus.request(CreateRoom.ADDRESS, new CreateRoom())).room();
        List<Future<?>> asked = new ArrayList<>();
        Runnable ask = () -> IntStream.range(0, 20)
            .forEach(count -> asked.add(bus.request(FindRoom.ADDRESS, new FindRoom(room))));
        Promise<Void> stopped = Promise.promise();
        vertx.runOnContext(begin -> {
            ask.run();
            long asking = vertx.setPeriodic(1, tick -> ask.run());
            vertx.undeploy(first).onSuccess(over -> vertx.cancelTimer(asking)).onComplete(stopped);
        });
        answer(stopped.future());
        answer(Future.join(List.copyOf(asked)).otherwiseEmpty());
        assertEquals(List.of(), asked.stream().map(Future::cause).filter(FailureException.class::isInstance)
            .filter(refusal -> FailureException.of(refusal) == Failure.STORE_UNAVAILABLE).toList());
    }

    @Test
    void thePlaceOfWhoseInstanceIsSilentIsHeldWhenTheOtherOneAsks() {
        deploy(ENDING);
        var peer = twoMeet();
        // Longer than it takes to know who should be heard: the living one is heard all that time.
        var alive = vertx.setPeriodic(AnnounceInstance.PERIOD.toMillis(), beat -> announce("here"));
        assertTrue(until(() -> !found(peer).present()));
        assertEquals("there", found(peer).endpoint().instance());
        vertx.cancelTimer(alive);
    }

    @Test
    void thePlaceOfWhoseInstanceIsHeardIsNotHeldUnlessItSaysThatItKnowsNobody() {
        deploy(ENDING);
        var peer = twoMeet();
        var alive = vertx.setPeriodic(0, AnnounceInstance.PERIOD.toMillis(), beat -> announce("there"));
        answer(vertx.timer(AnnounceInstance.PERIOD.toMillis() * 8, TimeUnit.MILLISECONDS));
        assertTrue(found(peer).present());
        var stranger = Optional.of(new Endpoint("there", "another"));
        assertTrue(answer(bus.request(FindPeer.ADDRESS, new FindPeer(peer.room(), HERE, stranger)))
            .peer().orElseThrow().present());
        assertFalse(answer(bus.request(FindPeer.ADDRESS, new FindPeer(peer.room(), HERE, Optional.of(THERE))))
            .peer().orElseThrow().present());
        vertx.cancelTimer(alive);
    }

    @Test
    void afterItsEndNobodyAnswers() {
        answer(vertx.undeploy(deploy(ENDING)));
        assertEquals(Failure.SERVICE_UNAVAILABLE, failure(bus.request(CreateRoom.ADDRESS, new CreateRoom())));
    }

    private FindPeer twoMeet() {
        var room = answer(bus.request(CreateRoom.ADDRESS, new CreateRoom())).room();
        join(room, HERE);
        join(room, THERE);
        return new FindPeer(room, HERE, Optional.empty());
    }

    private JoinRoom.Reply join(RoomId room, Endpoint endpoint) {
        return answer(bus.request(JoinRoom.ADDRESS,
            new JoinRoom(room, endpoint, Optional.empty(), Optional.empty())));
    }

    private Peer found(FindPeer question) {
        return answer(bus.request(FindPeer.ADDRESS, question)).peer().orElseThrow();
    }

    private void announce(String instance) {
        bus.publish(AnnounceInstance.ADDRESS, new AnnounceInstance(instance, "localhost", 1, 0, true));
    }

    private boolean until(BooleanSupplier state) {
        for (int tries = 0; tries < 200 && !state.getAsBoolean(); tries++) {
            answer(vertx.timer(50, TimeUnit.MILLISECONDS));
        }
        return state.getAsBoolean();
    }

    private void askEverything() {
        var room = answer(bus.request(CreateRoom.ADDRESS, new CreateRoom())).room();
        assertNotEquals(room, answer(bus.request(CreateRoom.ADDRESS, new CreateRoom())).room());
        assertTrue(answer(bus.request(FindRoom.ADDRESS, new FindRoom(room))).remainingMillis() <= TTL.toMillis());
        var first = join(room, HERE).connection();
        var reply = join(room, THERE);
        assertEquals(Optional.of(new Peer(first, HERE, true)), reply.peer());
        var hold = answer(bus.request(HoldPlace.ADDRESS, new HoldPlace(room, HERE)));
        assertTrue(hold.held() && hold.graceMillis() <= GRACE.toMillis());
        var release = answer(bus.request(ReleasePlace.ADDRESS, new ReleasePlace(room, HERE)));
        assertTrue(!release.leave().left() && release.graceMillis() > 0);
        var leaver = Optional.of(reply.connection());
        assertEquals(new LeaveRoom.Reply(leaver, Optional.of(new Peer(first, HERE, false)), true),
            answer(bus.request(LeaveRoom.ADDRESS, new LeaveRoom(room, THERE))));
        var handshake = new HandshakeId("a".repeat(64));
        assertEquals(Done.DONE, answer(bus.request(StoreHandshake.ADDRESS, new StoreHandshake(handshake, "QQ=="))));
        assertEquals("QQ==", answer(bus.request(TakeHandshake.ADDRESS, new TakeHandshake(handshake))).blob());
        assertEquals(Done.DONE, answer(bus.request(CheckHealth.ROOM, new CheckHealth())));
    }

    private String deploy(RoomConfig config) {
        return answer(vertx.deployVerticle(new RoomVerticle(config, bus, new SimpleMeterRegistry())));
    }

    /** Returns when Redis is used: on a busy machine that may take more than one attempt. */
    private String deployInRedis() {
        var deployment = deploy(withRedis());
        assertTrue(until(() ->
            answer(bus.request(CheckHealth.ROOM, new CheckHealth()).map(true).otherwise(false))));
        return deployment;
    }

    private RoomConfig withRedis() {
        return new RoomConfig(TTL, GRACE, true,
            Optional.of(RedisHost.config("redis://127.0.0.1:" + redis.port())), 1000);
    }
}
