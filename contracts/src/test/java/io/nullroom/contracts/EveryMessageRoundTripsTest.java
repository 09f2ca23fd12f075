package io.nullroom.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message survives the wire between two JVMs, every field off its default, and prints nothing it must not. */
class EveryMessageRoundTripsTest {
    private static final RoomId ROOM = RoomId.random();
    private static final ConnectionId CONNECTION = ConnectionId.random();
    private static final Endpoint ENDPOINT = new Endpoint("instance-1", "canary-socket");
    private static final HandshakeId HANDSHAKE = new HandshakeId("0f".repeat(32));
    private static final Peer PEER = new Peer(ConnectionId.random(), new Endpoint("instance-2", "canary-socket"), true);
    private static final ResumeDigest DIGEST = ResumeDigest.ofSecret("a-secret-of-some-length-01").orElseThrow();
    private static final Turn TURN = new Turn("canary-digest", 3);
    private static final LeaveRoom.Reply LEFT = new LeaveRoom.Reply(Optional.of(CONNECTION), Optional.of(PEER), true);

    private static final List<Notice> NOTICES = List.of(new Notice.PeerJoined(PEER), new Notice.PeerResumed(PEER, true),
        new Notice.Signal(CONNECTION, new SignalId(7, 9), "{\"canary\":\"\\u0001ü\"}"),
        new Notice.PeerLeft(CONNECTION, true));

    private final RecordCodec codec = new RecordCodec();

    static Stream<Record> messages() {
        return Stream.of(new CreateRoom(), new CreateRoom.Reply(ROOM, 900_000), new FindRoom(ROOM),
            new FindRoom.Reply(17), new JoinRoom(ROOM, ENDPOINT, Optional.of(DIGEST), Optional.of(TURN)),
            new JoinRoom.Reply(CONNECTION, true, Optional.of(ENDPOINT), Optional.of(PEER), 899_999),
            new LeaveRoom(ROOM, ENDPOINT), LEFT, new HoldPlace(ROOM, ENDPOINT),
            new HoldPlace.Reply(true, 10_000), new ReleasePlace(ROOM, ENDPOINT),
            new ReleasePlace.Reply(LEFT, 12), new StoreHandshake(HANDSHAKE, "canary-blob"),
            new TakeHandshake(HANDSHAKE), new TakeHandshake.Reply("canary-blob"), new IssueIceServers(5000),
            new IssueIceServers.Reply(List.of(new IceServer(
                List.of("turn:relay.example"), Optional.of("user"), Optional.of("canary-credential"))), true),
            new FetchSite(), new FetchSite.Reply(List.of(new Asset("js/room.js", "text/javascript", "\"abc\"",
                Buffer.buffer("plain"), Buffer.buffer(new byte[] {0, -1, 2})))),
            new FindPeer(ROOM, ENDPOINT, Optional.of(PEER.endpoint())), new FindPeer.Reply(true, Optional.of(PEER)),
            new TellParticipant("canary-socket", ENDPOINT, 7, NOTICES), new TellParticipant.Reply(true, 11),
            new SendAway("gateway"),
            new TakeOver("canary-socket"),
            new TakeOver.Reply(NOTICES, NOTICES, Optional.of(CONNECTION), Optional.of(new TakeOver.Heard(ENDPOINT, 5))),
            new AnnounceInstance("instance-1", "10.0.0.1", 8081, 17, true),
            new CheckHealth(), new Done());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsSentArrives(Record message) {
        var wire = Buffer.buffer("before");
        codec.encodeToWire(wire, message);
        assertEquals(message, codec.decodeFromWire("before".length(), wire));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void nothingPrivateIsPrinted(Record message) {
        var printed = message.toString();
        assertFalse(printed.contains(ROOM.value()), printed);
        assertFalse(printed.contains(CONNECTION.value()), printed);
        assertFalse(printed.contains(HANDSHAKE.value()), printed);
        assertFalse(printed.contains(DIGEST.value()), printed);
        // A socket that news is sent to is the one name that stands bare, and it lives as long as the socket.
        assertFalse(printed.replace("socket=canary-socket", "").contains("canary"), printed);
    }

    @Test
    void everyTypeOnTheListIsTriedHere() {
        Set<Class<?>> tried = new HashSet<>();
        messages().forEach(message -> tried.add(message.getClass()));
        assertEquals(new HashSet<Class<?>>(RecordCodec.TYPES), tried);
    }

    @Test
    void aTypeThatIsNotOnTheListIsNeverMade() {
        var name = "java.lang.Runtime";
        var wire = Buffer.buffer().appendInt(name.length()).appendString(name).appendInt(2).appendString("{}");
        assertThrows(IllegalArgumentException.class, () -> codec.decodeFromWire(0, wire));
    }

    @Test
    void whatAnOlderInstanceDoesNotSayIsEmpty() {
        var json = "{\"room\":\"" + ROOM.value() + "\",\"endpoint\":{\"instance\":\"i\",\"socket\":\"s\"}}";
        var wire = Buffer.buffer()
            .appendInt("JoinRoom".length()).appendString("JoinRoom").appendInt(json.length()).appendString(json);
        assertEquals(new JoinRoom(ROOM, new Endpoint("i", "s"), Optional.empty(), Optional.empty()),
            codec.decodeFromWire(0, wire));
    }

    @Test
    void aBrokenMessageIsRefusedWithoutQuotingIt() {
        var json = "{\"room\":\"canary\"}";
        var wire = Buffer.buffer()
            .appendInt("FindRoom".length()).appendString("FindRoom").appendInt(json.length()).appendString(json);
        var refusal = assertThrows(IllegalArgumentException.class, () -> codec.decodeFromWire(0, wire));
        assertFalse(refusal.getMessage().contains("canary"), refusal.getMessage());
    }
}
