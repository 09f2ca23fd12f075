package io.nullroom.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IssueIceServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** The broker, asked over the bus. */
@ExtendWith(VertxExtension.class)
class TurnVerticleTest {
    private static final String LIST = "[{\"urls\":[\"turn:relay.example\"],\"username\":\"u\",\"credential\":\"c\"}]";

    @Test
    void theServersOfTheProviderAreIssued(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        deploy(vertx, bus, Map.of("NULLROOM_TURN_PROVIDER", "static", "NULLROOM_ICE_SERVERS", LIST))
            .compose(id -> bus.request(IssueIceServers.ADDRESS, new IssueIceServers(900_000)))
            .onComplete(test.succeeding(reply -> test.verify(() -> {
                assertEquals(List.of("turn:relay.example"), reply.iceServers().get(0).urls());
                assertEquals("c", reply.iceServers().get(0).credential().orElseThrow());
                assertTrue(reply.alike());
                test.completeNow();
            })));
    }

    @Test
    void aProviderThatFailsMeansNoServersAndTheBrokerStaysWell(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        deploy(vertx, bus, Map.of("NULLROOM_TURN_PROVIDER", "broken"))
            .compose(id -> bus.request(IssueIceServers.ADDRESS, new IssueIceServers(900_000)))
            .onComplete(test.succeeding(reply -> test.verify(() ->
                assertEquals(new IssueIceServers.Reply(List.of(), false), reply))))
            .compose(reply -> bus.request(CheckHealth.TURN, new CheckHealth()))
            .onComplete(test.succeeding(healthy -> test.verify(() -> {
                assertEquals(Done.DONE, healthy);
                test.completeNow();
            })));
    }

    @Test
    void whoNeverAnswersIsGivenUpOnTheEventLoop(Vertx vertx, VertxTestContext test) {
        var log = (Logger) LoggerFactory.getLogger(CarefulIssuer.class);
        var threads = new LinkedBlockingQueue<String>();
        var lines = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent line) {
                if (line.getFormattedMessage().contains("silent")) {
                    threads.add(line.getThreadName());
                }
            }
        };
        lines.start();
        log.addAppender(lines);
        var bus = new Bus(vertx);
        deploy(vertx, bus, Map.of("NULLROOM_TURN_PROVIDER", "silent"))
            .compose(id -> bus.request(IssueIceServers.ADDRESS, new IssueIceServers(900_000)))
            .onComplete(test.succeeding(reply -> test.verify(() -> {
                log.detachAppender(lines);
                assertTrue(threads.remove().startsWith("vert.x-eventloop"));
                test.completeNow();
            })));
    }

    private static Future<String> deploy(Vertx vertx, Bus bus, Map<String, String> variables) {
        return vertx.deployVerticle(new TurnVerticle(TurnConfig.from(new Environment(variables)), bus));
    }
}
