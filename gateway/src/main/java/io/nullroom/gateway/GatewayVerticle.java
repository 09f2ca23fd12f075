package io.nullroom.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Beats;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Done;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.Pipelining;
import io.nullroom.contracts.Service;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The gateway: the only public port. */
public final class GatewayVerticle extends VerticleBase implements Service {
    /** In bytes. */
    private static final int MOST_HEADERS = 8192;
    /** In seconds: longer than any service may take to answer. */
    private static final int DRAIN = 3;

    private final GatewayConfig config;
    private final Bus bus;
    private final Optional<Cable> here;
    private final MeterRegistry meters;
    private final Ticker ticker;
    private Site site;
    private Tunnel tunnel;
    private HttpServer server;

    /**
     * A gateway that asks the services on {@code bus} and counts in {@code meters}.
     *
     * <p>It hands WebSockets to the cable that is {@code here}; where there is none in this process, it passes them on
     * to the instances that say on the bus where they are.
     */
    public GatewayVerticle(GatewayConfig config, Bus bus, Optional<Cable> here, MeterRegistry meters) {
        this(config, bus, here, meters, Ticker.systemTicker());
    }

    GatewayVerticle(GatewayConfig config, Bus bus, Optional<Cable> here, MeterRegistry meters, Ticker ticker) {
        this.config = config;
        this.bus = bus;
        this.here = here;
        this.meters = meters;
        this.ticker = ticker;
    }

    /** The port it listens at; to be asked after the start. */
    public int port() {
        return server.actualPort();
    }

    /** Listens, with the site in memory where the web-assets are there already. */
    @Override
    public Future<?> start() {
        site = new Site(vertx, bus);
        var log = new AccessLog(meters);
        var instances = new Instances();
        tunnel = new Tunnel(vertx, bus, instances, config.drain(), meters);
        var deadlines = new Deadlines(vertx, config.requestTimeout(), Ticker.systemTicker());
        var door = new FrontDoor(config.publicOrigin(), deadlines, log, router(log));
        var tls = config.tls().map(TlsFiles::read);
        var options = options(tls.map(TlsPair::checked));
        server = vertx.createHttpServer(options)
            .connectionHandler(opened -> {
                BrokenConnections.close(opened);
                Pipelining.limit(opened);
                deadlines.opened(opened);
            })
            .requestHandler(door)
            .invalidRequestHandler(door::handleInvalid);
        vertx.setPeriodic(deadlines.period().toMillis(), due -> deadlines.sweep());
        Beats.begin(vertx, AnnounceInstance.PERIOD, tunnel::beat);
        return bus.listen(AnnounceInstance.ADDRESS, instances::hear)
            .compose(listening -> site.fetch())
            .compose(tried -> server.listen())
            .onSuccess(listening -> tls.ifPresent(used -> renew(options, used)));
    }

    private void renew(HttpServerOptions options, TlsPair used) {
        new TlsRenewal(vertx, config.tls().orElseThrow(), used, fresh ->
            server.updateSSLOptions(options.getSslOptions().copy().setKeyCertOptions(fresh))).begin();
    }

    /** Well when it has something to show. */
    @Override
    public Future<Done> health() {
        return site.isLoaded() ? Future.succeededFuture(Done.DONE)
            : FailureException.failed(Failure.SERVICE_UNAVAILABLE);
    }

    /** Has its sockets sent away, stops accepting, lets requests in progress end, then closes what is left. */
    @Override
    public Future<?> stop() {
        return tunnel.drain().transform((drained, failure) -> server.shutdown(DRAIN, TimeUnit.SECONDS));
    }

    private Handler<HttpServerRequest> router(AccessLog log) {
        var answers = new Answers(site);
        var limits = new RateLimits(config.limits(), new ClientAddress(config.proxies()),
            new AddressKeys(ticker, new SecureRandom()), ticker);
        return new Routes(log, site, limits, answers).router(vertx,
            new Rooms(bus, new IceServers(bus, ticker), config.fileSizeLimit(), site, limits, answers),
            new Handshakes(bus),
            new CableRoute(here.orElse(tunnel), config.cableOrigins(), limits),
            new Health(vertx, bus, limits));
    }

    private HttpServerOptions options(Optional<PemKeyCertOptions> certificate) {
        var options = plainOptions();
        certificate.ifPresent(known -> options
            .setSsl(true)
            .setKeyCertOptions(known)
            .setUseAlpn(true)
            .setSslHandshakeTimeout(config.requestTimeout().toSeconds())
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .getInitialSettings().setMaxConcurrentStreams(FrontDoor.STREAMS).setMaxHeaderListSize(MOST_HEADERS));
        return options;
    }

    private HttpServerOptions plainOptions() {
        return new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            // Whoever comes when it is full, by whosesoever flood, is not heard for a second, and then for two more.
            .setAcceptBacklog(4096)
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(MOST_HEADERS)
            .setHandle100ContinueAutomatically(true)
            // HTTP/2 in clear text waits for a first byte before it tells of a connection, which then has no deadline.
            .setHttp2ClearTextEnabled(false)
            // Sockets are not compressed, since lengths tell of what is inside: no handler need look for such offers.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    }
}
