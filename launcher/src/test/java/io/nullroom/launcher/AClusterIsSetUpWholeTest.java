package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster that lacks something is refused at the start, with the sentence that mends it. */
@Timeout(180)
class AClusterIsSetUpWholeTest {
    private static final Map<String, String> WHOLE = Map.of(
        "NULLROOM_CLUSTER", "127.0.0.1",
        "NULLROOM_CLUSTER_SECRET", "0123456789abcdef0123456789abcdef",
        "NULLROOM_REDIS_URL", "redis://127.0.0.1:1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NULLROOM_REDIS_URL | '' | set NULLROOM_REDIS_URL, such as redis://redis:6379.",
        "NULLROOM_CLUSTER_SECRET | '' | such as one by: openssl rand -hex 32.",
        "NULLROOM_CLUSTER_SECRET | secret | make some by: openssl rand -hex 32.",
        "NULLROOM_CLUSTER_SECRET_FILE | /none | not both.",
        "NULLROOM_CLUSTER_KEY_FILE | /none | set NULLROOM_CLUSTER_CERTIFICATE_FILE and NULLROOM_CLUSTER_CA_FILE too.",
        "NULLROOM_CLUSTER_HOST | 203.0.113.1 "
            + "| set NULLROOM_CLUSTER_PORT, NULLROOM_CLUSTER_BUS_PORT or NULLROOM_CLUSTER_HOST.",
        "NULLROOM_CLUSTER | no-such-name.invalid | or have it stand for processes that are not ready, too."})
    void whatIsMissingIsSaidInOneSentence(String name, String value, String end) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put(name, value);
        try (var refused = ChildServer.start(settings, "room")) {
            assertEquals(1, refused.exitCode(), refused.output().toString());
            assertTrue(refused.output().get(refused.output().size() - 1).endsWith(end), refused.output().toString());
            assertEquals(1, refused.output().size(), refused.output().toString());
        }
    }

    @Test
    void onlyTheRoomServiceNeedsTheStore() {
        var port = String.valueOf(Ports.free("127.0.0.1"));
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.putAll(Map.of("NULLROOM_REDIS_URL", "", "NULLROOM_CLUSTER", "127.0.0.1:" + port,
            "NULLROOM_CLUSTER_PORT", port, "NULLROOM_CLUSTER_BUS_PORT", "0"));
        try (var turn = ChildServer.start(settings, "turn").running()) {
            turn.awaitLine("One of 1 in the cluster");
        }
    }
}
