package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.DrainTime;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may set, and what happens where nothing is set. */
class GatewayConfigTest {

    @Test
    void withoutSettingsItListensEverywhereAtPort8080() {
        assertEquals(
            new GatewayConfig("0.0.0.0", 8080, Optional.empty(), Optional.empty(),
                new CableOrigins(Optional.empty(), List.of(), false), Duration.ofSeconds(10),
                new FileSizeLimit(16_777_216),
                new TrustedProxies(List.of(), "X-Forwarded-For"), new AddressLimits(true, 60, 600, 60, 180, 1500, 500),
                new DrainTime(Duration.ofSeconds(5))),
            GatewayConfig.from(new Environment(Map.of())));
    }

    @Test
    void everythingCanBeSet(@TempDir Path folder) {
        var tls = TestCertificate.of("dns:localhost", folder);
        var variables = variables(
            "NULLROOM_HOST", "127.0.0.1", "NULLROOM_PORT", "0",
            "NULLROOM_PUBLIC_ORIGIN", "https://nullroom.example:8443", "NULLROOM_REQUEST_TIMEOUT_SECONDS", "5",
            "NULLROOM_FILE_TRANSFER_SIZE_LIMIT_BYTES", "7", "NULLROOM_RATE_LIMITS", "off",
            "NULLROOM_ROOMS_PER_MINUTE", "1", "NULLROOM_ROOM_LOOKUPS_PER_MINUTE", "2",
            "NULLROOM_HANDSHAKES_PER_MINUTE", "3", "NULLROOM_SOCKETS_PER_ADDRESS", "4",
            "NULLROOM_TRUSTED_PROXIES", "10.0.0.1, ::1/128", "NULLROOM_FORWARDED_HEADER", "Forwarded",
            "NULLROOM_CABLE_ORIGINS", "http://a, https://b", "NULLROOM_DRAIN_SECONDS", "8",
            "NULLROOM_TURN_CREDENTIALS_PER_ADDRESS", "5", "NULLROOM_SOCKETS_PER_MINUTE", "6",
            "NULLROOM_TLS_CERTIFICATE_FILE", tls.certificate().toString(),
            "NULLROOM_TLS_KEY_FILE", tls.key().toString());
        var own = new Origin(true, "nullroom.example:8443");
        assertEquals(
            new GatewayConfig("127.0.0.1", 0, Optional.of(new TlsFiles(tls.certificate(), tls.key())), Optional.of(own),
                new CableOrigins(Optional.of(own), List.of(new Origin(false, "a"), new Origin(true, "b")), false),
                Duration.ofSeconds(5), new FileSizeLimit(7),
                new TrustedProxies(List.of("10.0.0.1", "::1/128"), "Forwarded"),
                new AddressLimits(false, 1, 2, 3, 5, 6, 4),
                new DrainTime(Duration.ofSeconds(8))),
            GatewayConfig.from(new Environment(variables)));
        assertEquals(variables.size(), GatewayConfig.SETTINGS.size());
        assertEquals(variables.keySet(),
            GatewayConfig.SETTINGS.stream().map(Setting::name).collect(Collectors.toSet()));
    }

    /** Names and values in turn; there are more than {@link Map#of} takes. */
    private static Map<String, String> variables(String... namesAndValues) {
        var variables = new HashMap<String, String>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            variables.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return variables;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "nullroom.example", "ftp://nullroom.example", "https://", "https://nullroom.example/", "https://a/b",
        "https://u@a", "https://a?b", "https://a#b", "https://a b", "https://a:x", "https://a:70000", "*", "null"
    })
    void aPublicOriginThatIsNoneIsRefused(String text) {
        var refusal = assertThrows(SettingException.class,
            () -> GatewayConfig.from(new Environment(Map.of("NULLROOM_PUBLIC_ORIGIN", text))));
        assertEquals("NULLROOM_PUBLIC_ORIGIN must be an origin such as https://nullroom.example: http or https, "
            + "a host, perhaps a port, no path.", refusal.getMessage());
    }

    @Test
    void aCertificateAndItsKeyAreBothSetAndBelongTogether(@TempDir Path folder) throws IOException {
        var one = TestCertificate.of("dns:localhost", Files.createDirectory(folder.resolve("one")));
        var other = TestCertificate.of("dns:localhost", Files.createDirectory(folder.resolve("other")));
        assertEquals("A certificate and its key belong together: set NULLROOM_TLS_KEY_FILE too.",
            tlsRefusal(one.certificate().toString(), ""));
        assertEquals("A certificate and its key belong together: set NULLROOM_TLS_CERTIFICATE_FILE too.",
            tlsRefusal("", one.key().toString()));
        assertEquals("NULLROOM_TLS_CERTIFICATE_FILE names a file that cannot be read.",
            tlsRefusal(folder.resolve("none").toString(), one.key().toString()));
        assertEquals("NULLROOM_TLS_CERTIFICATE_FILE must name a file with certificates in PEM.",
            tlsRefusal(one.key().toString(), one.key().toString()));
        assertTrue(tlsRefusal(one.certificate().toString(), other.key().toString())
            .startsWith("NULLROOM_TLS_KEY_FILE must name the key of the certificate, unencrypted PKCS #8"));
    }

    private static String tlsRefusal(String certificate, String key) {
        return assertThrows(SettingException.class, () -> GatewayConfig.from(new Environment(
            Map.of("NULLROOM_TLS_CERTIFICATE_FILE", certificate, "NULLROOM_TLS_KEY_FILE", key)))).getMessage();
    }
}
