package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.SettingException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is counted, where proxies stand before the gateway: the client, and nobody whom a client makes up. */
class TrustedProxiesTest {
    private static final int REFUSED = 429;
    private static final int MADE = 201;

    @Test
    void withoutTrustedProxiesNobodysWordIsTaken() {
        try (var gateway = gateway(Map.of())) {
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "192.0.2.1"));
            assertEquals(REFUSED, create(gateway, "X-Forwarded-For", "192.0.2.2"));
        }
    }

    @Test
    void whomAProxyOfAnotherNetworkNamesDoesNotCount() {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "10.0.0.0/8,2001:db8::/32"))) {
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "192.0.2.1"));
            assertEquals(REFUSED, create(gateway, "X-Forwarded-For", "192.0.2.2"));
        }
    }

    @Test
    void clientsBehindATrustedProxyAreCountedApart() {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "127.0.0.0/8"))) {
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "192.0.2.1"));
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "192.0.2.2"));
            assertEquals(REFUSED, create(gateway, "X-Forwarded-For", "192.0.2.1"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "an address made up before one's own      | 198.51.100.9, 192.0.2.1",
        "many of them                             | 1.1.1.1,2.2.2.2 ,, 192.0.2.1",
        "a trusted proxy's address made up        | 10.0.0.1, 192.0.2.1",
        "two proxies one after the other          | 192.0.2.1, 10.0.0.1, 10.9.9.9",
        "a port behind the address                | 192.0.2.1:4711",
        "an IPv4 address in IPv6 clothes          | ::ffff:192.0.2.1",
        "a made-up one before two proxies         | 5.5.5.5, 192.0.2.1, 10.0.0.1"
    })
    void theRightmostUntrustedAddressIsTheClient(String attack, String value) {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"))) {
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "192.0.2.1"));
            assertEquals(REFUSED, create(gateway, "X-Forwarded-For", value), attack);
        }
    }

    @Test
    void aHeaderSentTwiceIsReadAsOne() {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "127.0.0.1"))) {
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "192.0.2.1"));
            assertEquals(REFUSED,
                create(gateway, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "192.0.2.1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "_hidden", "localhost", "192.0.2", "192.0.2.1.", "[", "", "\u00e4", "1:2"})
    void whatIsNoAddressCountsForTheProxyThatSaidIt(String value) {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "127.0.0.1"))) {
            assertEquals(MADE, create(gateway, "X-Forwarded-For", value));
            assertEquals(REFUSED, create(gateway));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded"})
    void aHeaderMadeToBeHardToReadIsReadAtOnce(String header) {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "127.0.0.1",
                "NULLROOM_FORWARDED_HEADER", header))) {
            for (var part : new String[] {":", "[", "]", "1:", "; ", "for=\""}) {
                var value = "for=\"" + part.repeat(7000 / part.length()) + "\u0085";
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> create(gateway, header, value), part);
            }
        }
    }

    @Test
    void anIpv6HouseholdBehindAProxyIsOneClient() {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "127.0.0.1"))) {
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "2001:db8:1:2::1"));
            assertEquals(REFUSED, create(gateway, "X-Forwarded-For", "[2001:db8:1:2::2]:443"));
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "2001:db8:1:3::1"));
        }
    }

    @Test
    void theStandardHeaderIsReadWhereItIsNamedAndTheOtherIsNot() {
        try (var gateway = gateway(Map.of("NULLROOM_TRUSTED_PROXIES", "127.0.0.1,10.0.0.1",
                "NULLROOM_FORWARDED_HEADER", "Forwarded"))) {
            assertEquals(MADE, create(gateway, "Forwarded", "for=192.0.2.1;proto=https;by=10.0.0.1"));
            assertEquals(REFUSED,
                create(gateway, "Forwarded", "for=1.1.1.1, proto=https; For=\"192.0.2.1:80\", for=10.0.0.1"));
            assertEquals(MADE, create(gateway, "Forwarded", "for=\"[2001:db8:1:2::1]:4711\""));
            assertEquals(MADE, create(gateway, "X-Forwarded-For", "203.0.113.5"));
            assertEquals(REFUSED, create(gateway, "X-Forwarded-For", "203.0.113.6"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "1.1.1.1/8/8", "*"})
    void aNetworkThatIsNoneIsRefused(String text) {
        var refusal = assertThrows(SettingException.class,
            () -> GatewayConfig.from(new Environment(Map.of("NULLROOM_TRUSTED_PROXIES", text))));
        assertEquals("NULLROOM_TRUSTED_PROXIES must be IP addresses or networks such as 10.0.0.0/8, "
            + "with commas between them.", refusal.getMessage());
    }

    /** One that lets each client make one room. */
    private static TestGateway gateway(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("NULLROOM_ROOMS_PER_MINUTE", "1");
        return TestGateway.start(all);
    }

    private static int create(TestGateway gateway, String... headers) {
        return gateway.post("/rooms", "", headers).statusCode();
    }
}
