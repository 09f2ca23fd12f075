package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the headers that we read ourselves is understood or passed over, and soon. */
class HeadersFuzz {
    private static final String TRUSTED = "127.0.0.1";
    private static final ClientAddress BY_HOPS = clientAddress(TrustedProxies.X_FORWARDED_FOR);
    private static final ClientAddress BY_STANDARD = clientAddress(TrustedProxies.FORWARDED);

    static Stream<byte[]> lines() {
        return Stream.of(
            "text/html;level=1;q=0.4, application/*;q=0.3\n*/*;q=0.1", "gzip, identity;q=0, *;q=1.000",
            "https://nullroom.example:8443", "http://[2001:db8::1]:80", "localhost", "a_b.example:65535",
            "192.0.2.1, 10.0.0.1\n[2001:db8:1:2::2]:443", "::ffff:192.0.2.1, 127.0.0.1", "for=192.0.2.1;proto=https",
            "proto=https; For=\"[2001:db8::1]:80\", for=unknown, for=_hidden", "for = \"127.0.0.1\" ;by=10.0.0.1")
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("lines")
    @FuzzTest
    void whateverIsSentIsUnderstoodOrPassedOver(byte[] sent) {
        var text = new String(sent, StandardCharsets.ISO_8859_1);
        var lines = List.of(text.split("\n", -1));
        EventLoop.isSoonFreeOf(() -> {
            prefersOneAtMost(Accept.of(lines));
            namesAnOriginThatFitsIntoAHeader(text);
            namesAnAddressOrNobody(BY_HOPS, lines);
            namesAnAddressOrNobody(BY_STANDARD, lines);
        });
    }

    private static void prefersOneAtMost(Accept accept) {
        assertFalse(accept.prefers("text/html", "application/json") && accept.prefers("application/json", "text/html"));
        assertFalse(accept.prefers("gzip", "identity") && !accept.takes("gzip"));
    }

    /** It is quoted in the content security policy, where spaces, commas and semicolons have a meaning. */
    private static void namesAnOriginThatFitsIntoAHeader(String text) {
        for (var origin : List.of(Origin.parse(text), Origin.ofHost(true, text))) {
            origin.ifPresent(known -> {
                assertTrue(known.toString().matches("https?://[A-Za-z0-9_.\\[\\]:-]+"));
                assertEquals(origin, Origin.parse(known.toString()));
                assertTrue(known.isSameAs(known));
            });
        }
        assertTrue(new Origin(false, "localhost").hasHost("LOCALHOST:80"));
        new Origin(true, "localhost").hasHost(text);
    }

    private static void namesAnAddressOrNobody(ClientAddress clients, List<String> lines) {
        var client = clients.of(Optional.of(TRUSTED), lines);
        assertTrue(NetUtil.isValidIpV4Address(client) || NetUtil.isValidIpV6Address(client), client);
        assertEquals("192.0.2.9", clients.of(Optional.of("192.0.2.9"), lines));
    }

    private static ClientAddress clientAddress(String header) {
        return new ClientAddress(new TrustedProxies(List.of(TRUSTED, "10.0.0.0/8"), header));
    }
}
