package io.nullroom.gateway;

import io.nullroom.contracts.AnnounceInstance;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.DrainTime;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.SendAway;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Passes WebSockets on to the signaling instance that is least busy, each over a connection of its own.
 *
 * <p>The instance answers the handshake, and from then on bytes go through as they are, no faster than the other side
 * reads them. Either side's end is the other's. On its event loop only.
 */
final class Tunnel implements Cable {
    private static final int CONNECT_MILLIS = 1000;
    /** A client that is refused may stay away for longer than it takes until an instance is there again. */
    private static final int TRIES = 8;
    private static final long PAUSE_MILLIS = 250;

    /** How long a client that was sent away may take to close its socket, and its instance to close it then. */
    private static final Duration CLOSING = Duration.ofMillis(2500);

    private final String name = UUID.randomUUID().toString();
    private final Vertx vertx;
    private final Bus bus;
    private final Instances instances;
    private final DrainTime drain;
    private final HttpClientAgent client;
    private final Set<Passage> passages = new LinkedHashSet<>();
    private final Promise<Void> empty = Promise.promise();
    private boolean draining;

    /** Two connections that are as one; an object, since two are never the same. */
    private static final class Passage {
        private final String instance;
        private final HttpServerRequest upgrade;
        private final HttpConnection onward;
        private boolean open;

        Passage(AnnounceInstance instance, HttpServerRequest upgrade, HttpConnection onward) {
            this.instance = instance.instance();
            this.upgrade = upgrade;
            this.onward = onward;
        }
    }

    Tunnel(Vertx vertx, Bus bus, Instances instances, DrainTime drain) {
        this.vertx = vertx;
        this.bus = bus;
        this.instances = instances;
        this.drain = drain;
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
    }

    @Override
    public void accept(HttpServerRequest upgrade) {
        upgrade.pause();
        attempt(upgrade, TRIES, byLoad());
    }

    private Iterator<AnnounceInstance> byLoad() {
        return (draining ? List.<AnnounceInstance>of() : instances.byLoad()).iterator();
    }

    /**
     * A moment has passed: who waits for an instance that has gone silent is given to another one, and whoever has a
     * socket there is let go, to come back.
     */
    void beat() {
        var silent = instances.beat();
        passages.stream()
            .filter(passage -> silent.contains(passage.instance)
                || !passage.open && !instances.hears(passage.instance))
            .toList().forEach(this::close);
    }

    /**
     * Takes no more sockets, and has the instances send those away that there are.
     *
     * <p>They alone can do it so that nothing is lost that is on its way. What is open still when they should be
     * done is closed here.
     */
    Future<Void> drain() {
        draining = true;
        passages.stream().map(passage -> passage.instance).distinct()
            .forEach(instance -> bus.request(SendAway.at(instance), new SendAway(name)));
        endIfEmpty();
        return empty.future().timeout(drain.most().plus(CLOSING).toMillis(), TimeUnit.MILLISECONDS)
            .transform((gone, late) -> {
                List.copyOf(passages).forEach(this::close);
                return Future.succeededFuture();
            });
    }

    private void attempt(HttpServerRequest upgrade, int tries, Iterator<AnnounceInstance> rest) {
        if (Connections.closed(upgrade.connection()).isComplete()) {
            return;
        }
        if (rest.hasNext()) {
            passOn(upgrade, rest.next()).onFailure(unreachable -> attempt(upgrade, tries, rest));
        } else if (tries > 1 && !draining) {
            vertx.setTimer(PAUSE_MILLIS, later -> attempt(upgrade, tries - 1, byLoad()));
        } else {
            refuse(upgrade);
        }
    }

    private void refuse(HttpServerRequest upgrade) {
        upgrade.resume();
        Answers.failure(upgrade, draining ? Failure.SERVER_RESTART : Failure.SERVICE_UNAVAILABLE);
    }

    private Future<Void> passOn(HttpServerRequest upgrade, AnnounceInstance instance) {
        instances.give(instance);
        return client.connect(new HttpConnectOptions().setHost(instance.host()).setPort(instance.port()))
            .compose(onward -> onward.request(new RequestOptions().setMethod(HttpMethod.GET).setURI("/cable")))
            .compose(request -> ask(new Passage(instance, upgrade, request.connection()), request));
    }

    /** Fails where the instance gives no answer at all. */
    private Future<Void> ask(Passage passage, HttpClientRequest request) {
        var upgrade = passage.upgrade;
        // Also where the client has left already, while the instance was chosen: nobody's socket is left behind there.
        Connections.closed(upgrade.connection()).onComplete(left -> close(passage));
        Handshake.request(upgrade, name, request.headers());
        // A connection that ends is dealt with as one; without this it is logged as an error, too.
        request.exceptionHandler(ended -> { });
        passages.add(passage);
        return request.connect()
            .onSuccess(response -> answered(passage, response))
            .onFailure(silent -> close(passage))
            .mapEmpty();
    }

    private void answered(Passage passage, HttpClientResponse response) {
        var upgrade = passage.upgrade;
        if (draining) {
            // Too late for its instance to be asked to send it away, and nothing is on its way yet.
            close(passage);
            refuse(upgrade);
            return;
        }
        Handshake.response(response, upgrade.response().headers());
        if (response.statusCode() == 101) {
            response.pause();
            passage.open = true;
            passage.onward.closeHandler(ended -> close(passage));
            upgrade.toNetSocket().onSuccess(socket -> {
                join(socket, response.netSocket());
                upgrade.resume();
            });
        } else {
            upgrade.resume();
            response.body().otherwise(Buffer.buffer())
                .onSuccess(body -> Answers.send(upgrade, response.statusCode(), body))
                .onComplete(passed -> close(passage));
        }
    }

    private static void join(NetSocket client, NetSocket instance) {
        client.pause();
        pass(client, instance);
        pass(instance, client);
        client.resume();
        instance.resume();
    }

    private static void pass(NetSocket from, NetSocket to) {
        // Whatever is wrong with it, its end follows.
        from.exceptionHandler(broken -> { });
        from.handler(bytes -> {
            to.write(bytes);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> from.resume());
            }
        });
    }

    private void close(Passage passage) {
        passages.remove(passage);
        passage.onward.close();
        if (passage.open) {
            Connections.close(vertx, passage.upgrade.connection());
        }
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (draining && passages.isEmpty()) {
            empty.tryComplete();
        }
    }
}
