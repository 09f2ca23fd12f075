package io.nullroom.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.nullroom.contracts.Bus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway: the only public port. */
public final class GatewayVerticle extends VerticleBase {
    /** In bytes: twice the cable's own limit, so that who is only a little over it can still be told why. */
    private static final int MOST_MESSAGE = 131_072;
    /** In seconds: how long a client that was let go may take to close its side. */
    private static final int CLOSING = 2;
    /** In seconds: longer than any service may take to answer. */
    private static final int DRAIN = 3;

    private final GatewayConfig config;
    private final Bus bus;
    private final Cable cable;
    private final Ticker ticker;
    private HttpServer server;

    /** A gateway that asks the services on {@code bus} and hands WebSockets to {@code cable}. */
    public GatewayVerticle(GatewayConfig config, Bus bus, Cable cable) {
        this(config, bus, cable, Ticker.systemTicker());
    }

    GatewayVerticle(GatewayConfig config, Bus bus, Cable cable, Ticker ticker) {
        this.config = config;
        this.bus = bus;
        this.cable = cable;
        this.ticker = ticker;
    }

    /** The port it listens at; to be asked after the start. */
    public int port() {
        return server.actualPort();
    }

    /** Listens, with the site in memory where the web-assets are there already. */
    @Override
    public Future<?> start() {
        var site = new Site(vertx, bus);
        var deadlines = new Deadlines(config.requestTimeout(), Ticker.systemTicker());
        var door = new FrontDoor(config.publicOrigin(), deadlines, router(site));
        server = vertx.createHttpServer(options())
            .connectionHandler(deadlines::opened)
            .requestHandler(door)
            .invalidRequestHandler(door::handleInvalid);
        vertx.setPeriodic(deadlines.period().toMillis(), due -> deadlines.sweep());
        return site.fetch().compose(tried -> server.listen());
    }

    /** Stops accepting, lets those in progress end, then closes what is left. */
    @Override
    public Future<?> stop() {
        return server.shutdown(DRAIN, TimeUnit.SECONDS);
    }

    private Handler<HttpServerRequest> router(Site site) {
        var answers = new Answers(site);
        var limits = new RateLimits(config.limits(), new AddressKeys(ticker, new SecureRandom()), ticker);
        return new Routes(site, limits, answers).router(vertx,
            new Rooms(bus, config.fileSizeLimit(), site, limits, answers),
            new Handshakes(bus),
            new CableRoute(cable, limits),
            new Health(vertx, bus, limits));
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setAcceptBacklog(1024)
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(8192)
            .setHandle100ContinueAutomatically(true)
            // HTTP/2 in clear text waits for a first byte before it tells of a connection, which then has no deadline.
            .setHttp2ClearTextEnabled(false)
            .setWebSocketSubProtocols(List.of("actioncable-v1-json"))
            .setMaxWebSocketFrameSize(MOST_MESSAGE)
            .setMaxWebSocketMessageSize(MOST_MESSAGE)
            .setWebSocketClosingTimeout(CLOSING)
            // Compression would cost 100 KB a socket, and its length tells of what is inside.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    }
}
