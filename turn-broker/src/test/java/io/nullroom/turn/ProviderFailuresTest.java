package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.IssueIceServers;
import io.nullroom.turn.StandIn.Mood;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Providers that fail in every way their documents allow: rooms open, the log says who and why, and no more. */
@Isolated("It reads the log.")
class ProviderFailuresTest {
    private static final Map<Mood, String> REASONS = Map.of(
        Mood.UNAUTHORIZED, "status 401", Mood.TOO_MANY, "status 429", Mood.BROKEN, "status 500",
        Mood.ELSEWHERE, "status 302", Mood.NO_JSON, "an answer that is no JSON",
        Mood.NO_SERVERS, "an answer without a TURN server", Mood.BROKEN_OFF, "an answer that broke off",
        Mood.OVERSIZE, "an answer of more than 65536 bytes", Mood.SILENT, "no answer within 1500 ms",
        Mood.STUCK, "no answer within 1500 ms");

    /** A provider, with the settings that lead it to a stand-in. */
    private enum Api {
        CLOUDFLARE(CloudflareProviderTest.ANSWER.replace("ebd7", "canary"), Map.of(
            "NULLROOM_CLOUDFLARE_TURN_KEY_ID", "canary", "NULLROOM_CLOUDFLARE_TURN_API_TOKEN", "canary")),
        TWILIO(TwilioProviderTest.ANSWER.replace("tE2D", "canary"), Map.of(
            "NULLROOM_TWILIO_ACCOUNT_SID", TwilioProviderTest.ACCOUNT, "NULLROOM_TWILIO_AUTH_TOKEN", "canary"));

        private final String answer;
        private final Map<String, String> settings;

        Api(String answer, Map<String, String> settings) {
            this.answer = answer;
            this.settings = settings;
        }

        TurnConfig config(String url) {
            Map<String, String> variables = new HashMap<>(settings);
            variables.put("NULLROOM_TURN_PROVIDER", name().toLowerCase());
            variables.put("NULLROOM_TURN_API_URL", url);
            return TurnConfig.from(new Environment(variables));
        }
    }

    private final Logger log = (Logger) LoggerFactory.getLogger("ROOT");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    static Stream<Arguments> failures() {
        return Stream.of(Api.values()).flatMap(api -> REASONS.keySet().stream().map(mood -> Arguments.of(api, mood)));
    }

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureMeansNoServersAndALineThatSaysWhoAndWhyWithoutACredential(Api api, Mood mood) {
        try (var standIn = new StandIn(api.answer)) {
            standIn.is(mood);
            // Not over the bus, which waits only half a second longer than is waited for a provider.
            var config = api.config(standIn.url());
            var issuer = new CarefulIssuer(config, config.setup().open(standIn.vertx()), System::nanoTime);
            assertEquals(List.of(), StandIn.await(issuer.issue(Duration.ofMinutes(15))));
            assertLogged("TURN provider " + api.name().toLowerCase() + " issued nothing: " + REASONS.get(mood));
        }
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void whileItIsAwayItIsLeftAloneAndItsLastAnswerServesRoomsThatEndBeforeIt(Api api) {
        try (var standIn = new StandIn(api.answer)) {
            var bus = broker(standIn, api);
            var answer = asked(bus, 600_000);
            assertFalse(answer.isEmpty());
            standIn.is(Mood.BROKEN);
            for (int people = 0; people < 5; people++) {
                assertEquals(answer, asked(bus, 600_000));
            }
            assertEquals(List.of(), asked(bus, 900_000));
            assertEquals(4, standIn.asked().size());
            assertLogged("TURN provider " + api.name().toLowerCase()
                + " issued nothing: status 500; left alone for 15 s");
        }
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void nobodyAtTheAddressIsAFailureToo(Api api) {
        try (var standIn = new StandIn(api.answer)) {
            var bus = new Bus(standIn.vertx());
            StandIn.await(standIn.vertx().deployVerticle(
                new TurnVerticle(api.config("http://localhost:1"), bus)));
            assertEquals(List.of(), asked(bus, 900_000));
        }
    }

    private void assertLogged(String line) {
        var said = lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertTrue(said.contains(line), said.toString());
        said.forEach(each -> assertFalse(each.contains("canary"), each));
    }

    private static Bus broker(StandIn standIn, Api api) {
        var bus = new Bus(standIn.vertx());
        StandIn.await(standIn.vertx().deployVerticle(new TurnVerticle(api.config(standIn.url()), bus)));
        return bus;
    }

    private static List<IceServer> asked(Bus bus, long lifeMillis) {
        return StandIn.await(bus.request(IssueIceServers.ADDRESS, new IssueIceServers(lifeMillis))).iceServers();
    }
}
