package io.nullroom.management;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nullroom.contracts.Service;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Map;
import java.util.Optional;

/**
 * The management port of one process: {@code /metrics} for Prometheus, {@code /live} and {@code /ready} for whoever
 * restarts it and sends it clients.
 *
 * <p>It belongs on the event loop of the services that it tells of: what it measures and asks is theirs.
 */
public final class ManagementVerticle extends VerticleBase {
    private final ManagementConfig config;
    private final Optional<PrometheusMeterRegistry> metrics;
    private final MeterRegistry registry;
    private Readiness readiness = new Readiness(Map.of());
    private Optional<JvmGcMetrics> collections = Optional.empty();
    private Optional<HttpServer> server = Optional.empty();

    /** Where no port is set it counts nothing and opens none. */
    public ManagementVerticle(ManagementConfig config) {
        this.config = config;
        metrics = config.port().map(port -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        registry = metrics.<MeterRegistry>map(read -> read).orElseGet(CompositeMeterRegistry::new);
    }

    /** Where the services of this process count; what is counted there goes nowhere if no port is set. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Tells of these services, by their names, from now on; to be called before the start. */
    public void watch(Map<String, Service> services) {
        readiness = new Readiness(services);
    }

    /** The port it listens at; empty before the start, and where none is set. */
    public Optional<Integer> port() {
        return server.map(HttpServer::actualPort);
    }

    /** The process is about to stop: not ready any more, so that nobody is sent here while it drains. */
    public void leave() {
        readiness.leave();
    }

    @Override
    public Future<?> start() {
        return config.port().<Future<?>>map(this::open).orElseGet(Future::succeededFuture);
    }

    @Override
    public Future<?> stop() {
        collections.ifPresent(JvmGcMetrics::close);
        return server.<Future<?>>map(HttpServer::close).orElseGet(Future::succeededFuture);
    }

    private Future<?> open(int port) {
        measure();
        var pages = new ManagementPages(vertx, readiness,
            () -> metrics.map(PrometheusMeterRegistry::scrape).orElse(""));
        var opened = vertx.createHttpServer(new HttpServerOptions()
                .setHost(config.host()).setPort(port).setHttp2ClearTextEnabled(false).setIdleTimeout(60))
            .requestHandler(pages);
        server = Optional.of(opened);
        return opened.listen();
    }

    private void measure() {
        collections = Optional.of(new JvmGcMetrics());
        collections.get().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        look(new EventLoopDelay(registry, System::nanoTime));
    }

    private void look(EventLoopDelay delay) {
        delay.set();
        vertx.setTimer(EventLoopDelay.INTERVAL.toMillis(), timer -> {
            delay.came();
            look(delay);
        });
    }
}
