package io.nullroom.web;

import io.nullroom.contracts.Asset;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.FetchSite;
import io.nullroom.contracts.Service;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The web-assets: answers {@link FetchSite} and {@link CheckHealth#ASSETS}; fails to start without a site. */
public final class WebAssetsVerticle extends VerticleBase implements Service {
    private static final SiteFolder SITE = new SiteFolder("webroot", WebAssetsVerticle.class.getClassLoader());

    private final Bus bus;

    /** Web-assets that answer on {@code bus}. */
    public WebAssetsVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(WebAssetsVerticle::site).map(FetchSite.Reply::new)
            .compose(site -> bus.answer(FetchSite.ADDRESS, question -> Future.succeededFuture(site)))
            .compose(there -> bus.answer(CheckHealth.ASSETS, question -> health()));
    }

    /** Always well: what it has is in memory. */
    @Override
    public Future<Done> health() {
        return Future.succeededFuture(Done.DONE);
    }

    private static List<Asset> site() throws IOException {
        var files = SITE.read();
        return Stream.concat(files.stream(), Stream.of(SiteManifest.of(files))).toList();
    }
}
