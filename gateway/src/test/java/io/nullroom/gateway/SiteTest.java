package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Asset;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.FetchSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the gateway comes by the site. */
@ExtendWith(VertxExtension.class)
class SiteTest {
    private static final Asset PAGE =
        new Asset("index.html", "text/html", "\"1\"", Buffer.buffer("page"), Buffer.buffer());

    @Test
    void itIsAskedForUntilItComesAndNeverAgain(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        var site = new Site(vertx, bus);
        var asked = new AtomicInteger();
        bus.answer(FetchSite.ADDRESS, question -> {
                if (asked.incrementAndGet() < 3) {
                    return FailureException.failed(Failure.SERVICE_UNAVAILABLE);
                }
                return Future.succeededFuture(new FetchSite.Reply(List.of(PAGE)));
            })
            .compose(there -> site.fetch())
            .onComplete(test.succeeding(tried -> vertx.setPeriodic(20, tick -> test.verify(() -> {
                if (site.isLoaded()) {
                    vertx.cancelTimer(tick);
                    assertEquals(3, asked.get());
                    assertEquals(PAGE, site.file("index.html").orElseThrow());
                    assertTrue(site.file("/index.html").isEmpty());
                    test.completeNow();
                }
            }))));
    }
}
