package io.nullroom.contracts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a message crosses the bus: by reference inside a JVM, since records do not change, and as JSON between JVMs.
 *
 * <p>On the wire stand the type's name and the JSON, each with its length before it. Only the types listed here are
 * ever made from what arrives.
 */
final class RecordCodec implements MessageCodec<Record, Record> {
    static final String NAME = "nullroom-record";

    static final List<Class<? extends Record>> TYPES = List.of(
        CreateRoom.class, CreateRoom.Reply.class, FindRoom.class, FindRoom.Reply.class,
        JoinRoom.class, JoinRoom.Reply.class, LeaveRoom.class, LeaveRoom.Reply.class,
        HoldPlace.class, HoldPlace.Reply.class, ReleasePlace.class, ReleasePlace.Reply.class,
        FindPeer.class, FindPeer.Reply.class,
        StoreHandshake.class, TakeHandshake.class, TakeHandshake.Reply.class,
        IssueIceServers.class, IssueIceServers.Reply.class, FetchSite.class, FetchSite.Reply.class,
        TellParticipant.class, TellParticipant.Reply.class, TakeOver.class, TakeOver.Reply.class,
        AnnounceInstance.class, SendAway.class, CheckHealth.class, Done.class);

    private static final Map<String, Class<? extends Record>> BY_NAME =
        TYPES.stream().collect(Collectors.toUnmodifiableMap(RecordCodec::wireName, Function.identity()));

    private static final ObjectMapper JSON = ForgetfulJson.mapperOfOurNames()
        .addModule(new Jdk8Module())
        .addModule(buffers())
        // A newer instance may say more than an older one understands: rolling upgrades.
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();

    @Override
    public void encodeToWire(Buffer wire, Record message) {
        var name = wireName(message.getClass());
        try {
            var json = JSON.writeValueAsBytes(message);
            wire.appendInt(name.length()).appendString(name).appendInt(json.length).appendBytes(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Record decodeFromWire(int position, Buffer wire) {
        int nameEnd = position + Integer.BYTES + wire.getInt(position);
        var name = wire.getString(position + Integer.BYTES, nameEnd);
        int jsonStart = nameEnd + Integer.BYTES;
        var json = wire.getBytes(jsonStart, jsonStart + wire.getInt(nameEnd));
        var type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("a message of a type that is not on the list");
        }
        try {
            return JSON.readValue(json, type);
        } catch (IOException broken) {
            // Jackson's own message quotes the source, which may name a room.
            throw new IllegalArgumentException("a message that is not of its type: " + type.getSimpleName());
        }
    }

    @Override
    public Record transform(Record message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    private static String wireName(Class<?> type) {
        return type.getName().substring(RecordCodec.class.getPackageName().length() + 1);
    }

    private static SimpleModule buffers() {
        return new SimpleModule()
            .addSerializer(Buffer.class, new StdDelegatingSerializer(Buffer.class, new StdConverter<Buffer, byte[]>() {
                @Override
                public byte[] convert(Buffer buffer) {
                    return buffer.getBytes();
                }
            }))
            .addDeserializer(Buffer.class, new StdDelegatingDeserializer<>(new StdConverter<byte[], Buffer>() {
                @Override
                public Buffer convert(byte[] bytes) {
                    return Buffer.buffer(bytes);
                }
            }));
    }
}
