package io.nullroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Asset;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.FetchSite;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The site of this very repository, asked for over the bus. */
@ExtendWith(VertxExtension.class)
class WebAssetsVerticleTest {

    @Test
    void theSiteIsAnsweredWithEveryPageThatTheGatewayServes(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        vertx.deployVerticle(new WebAssetsVerticle(bus))
            .compose(id -> bus.request(FetchSite.ADDRESS, new FetchSite()))
            .onComplete(test.succeeding(site -> test.verify(() -> {
                var paths = site.assets().stream().map(Asset::path).collect(Collectors.toSet());
                assertTrue(paths.containsAll(List.of("index.html", "room.html", "privacy.html", "404.html",
                    "error.html", "robots.txt", ".well-known/security.txt", ".well-known/nullroom-assets.json",
                    "favicon.svg")), paths.toString());
                test.completeNow();
            })));
    }

    @Test
    void itIsHealthyOnceItHasTheSite(Vertx vertx, VertxTestContext test) {
        var bus = new Bus(vertx);
        vertx.deployVerticle(new WebAssetsVerticle(bus))
            .compose(id -> bus.request(CheckHealth.ASSETS, new CheckHealth()))
            .onComplete(test.succeeding(healthy -> test.verify(() -> {
                assertEquals(Done.DONE, healthy);
                test.completeNow();
            })));
    }
}
