package io.nullroom.audit;

import io.netty.util.NetUtil;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Something that must not be found, and every form of bytes in which it could be. Only its name is ever told.
 *
 * @param name what it is, such as "room id"
 * @param forms what is searched for; none shorter than {@link #SHORTEST}
 */
public record Canary(String name, List<byte[]> forms) {
    /** In bytes: anything shorter is everywhere. */
    public static final int SHORTEST = 6;
    /** As the address is kept by Java's own class for it: a number, and behind it the family of addresses. */
    private static final int IPV4_FAMILY = 1;

    /** Refuses a form that would be found anywhere. */
    public Canary {
        if (forms.isEmpty() || forms.stream().anyMatch(form -> form.length < SHORTEST)) {
            throw new IllegalArgumentException("too short to be looked for: " + name);
        }
        forms = List.copyOf(forms);
    }

    /** A text: as it stands, in UTF-16 of both orders, in a URL, and in base64 wherever it begins there. */
    public static Canary text(String name, String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        var inUrl = URLEncoder.encode(value, StandardCharsets.UTF_8);
        var forms = Stream.of(utf8,
            value.getBytes(StandardCharsets.UTF_16LE), value.getBytes(StandardCharsets.UTF_16BE),
            inUrl.getBytes(StandardCharsets.UTF_8), inUrl.replace("+", "%20").getBytes(StandardCharsets.UTF_8));
        return new Canary(name, distinct(Stream.concat(forms, inBase64(utf8).stream()).toList()));
    }

    /** A UUID: as a text, without its dashes, and its 16 bytes; some JVMs dump the fields of an object in reverse. */
    public static Canary uuid(String name, String value) {
        var uuid = UUID.fromString(value);
        long most = uuid.getMostSignificantBits();
        long least = uuid.getLeastSignificantBits();
        return text(name, value).or(text(name, value.replace("-", ""))).or(new Canary(name, List.of(
            ByteBuffer.allocate(16).putLong(most).putLong(least).array(),
            ByteBuffer.allocate(16).putLong(least).putLong(most).array())));
    }

    /** Bytes whose text is base64url: as that, and as they are. */
    public static Canary key(String name, String base64url) {
        return text(name, base64url).or(new Canary(name, List.of(Base64.getUrlDecoder().decode(base64url))));
    }

    /** An IP address: as a text, as IPv6 writes one of IPv4, and as a JVM's object for it stands in a heap dump. */
    public static Canary address(String name, String value) {
        var bytes = Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(value))
            .orElseThrow(() -> new IllegalArgumentException("no IP address: " + name));
        if (bytes.length != 4) {
            return text(name, value).or(new Canary(name, List.of(bytes)));
        }
        var object = ByteBuffer.allocate(8).put(bytes).putInt(IPV4_FAMILY).array();
        var reversed = ByteBuffer.allocate(8).putInt(IPV4_FAMILY).put(bytes).array();
        var mapped = ByteBuffer.allocate(6).putShort((short) -1).put(bytes).array();
        return text(name, value).or(new Canary(name, List.of(object, reversed, mapped)));
    }

    private Canary or(Canary other) {
        return new Canary(name, distinct(Stream.concat(forms.stream(), other.forms.stream()).toList()));
    }

    private static List<byte[]> distinct(Collection<byte[]> forms) {
        return forms.stream().map(ByteBuffer::wrap).distinct().map(ByteBuffer::array).toList();
    }

    /** The digits that are the same whatever stands around it, for each of the three places where it can begin. */
    private static List<byte[]> inBase64(byte[] value) {
        List<byte[]> forms = new ArrayList<>();
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int before = 0; before < 3; before++) {
                var padded = ByteBuffer.allocate(before + value.length).position(before).put(value).array();
                int from = (before * 8 + 5) / 6;
                int to = padded.length * 8 / 6;
                forms.add(Arrays.copyOfRange(encoder.encode(padded), from, to));
            }
        }
        return forms.stream().filter(form -> form.length >= SHORTEST).toList();
    }
}
