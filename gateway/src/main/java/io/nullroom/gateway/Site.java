package io.nullroom.gateway;

import io.nullroom.contracts.Asset;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.FetchSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The web site, kept in memory: asked for once, it needs the web-assets no more. On its event loop only. */
final class Site {
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Bus bus;
    private Map<String, Asset> files = Map.of();

    Site(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** Asks for the site, again and again until it comes; the future ends with the first attempt and never fails. */
    Future<Void> fetch() {
        return bus.request(FetchSite.ADDRESS, new FetchSite())
            .onSuccess(site -> files = site.assets().stream()
                .collect(Collectors.toUnmodifiableMap(Asset::path, Function.identity())))
            .onFailure(awayForNow -> vertx.setTimer(RETRY.toMillis(), due -> fetch()))
            .otherwiseEmpty()
            .mapEmpty();
    }

    /** Whether the site is there. */
    boolean isLoaded() {
        return !files.isEmpty();
    }

    /** The file at exactly that path, below the site's root and without a leading slash. */
    Optional<Asset> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
