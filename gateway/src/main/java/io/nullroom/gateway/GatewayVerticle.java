package io.nullroom.gateway;

import io.nullroom.contracts.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/** The public port. */
public final class GatewayVerticle extends VerticleBase {
    private final GatewayConfig config;
    private final Bus bus;
    private final Cable cable;
    private HttpServer server;

    /** A gateway that asks the services on {@code bus} and hands WebSockets to {@code cable}. */
    public GatewayVerticle(GatewayConfig config, Bus bus, Cable cable) {
        this.config = config;
        this.bus = bus;
        this.cable = cable;
    }

    /** The port it listens at; to be asked after the start. */
    public int port() {
        return server.actualPort();
    }

    @Override
    public Future<?> start() {
        var options = new HttpServerOptions().setHost(config.host()).setPort(config.port());
        server = vertx.createHttpServer(options);
        var router = Router.router(vertx);
        router.route("/cable").handler(context -> cable.accept(context.request()));
        return server.requestHandler(router).listen();
    }
}
