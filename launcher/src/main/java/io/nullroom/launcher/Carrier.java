package io.nullroom.launcher;

import io.nullroom.cluster.Cluster;
import io.nullroom.cluster.ClusterConfig;
import io.nullroom.contracts.ForgetfulJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxBootstrap;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Vert.x that carries the services, alone or as one of a cluster: one event loop for them and for the bus.
 *
 * @param vertx the Vert.x
 * @param address where others reach this process
 * @param end closes it, and whatever belongs to it
 */
record Carrier(Vertx vertx, String address, Supplier<Future<Void>> end) {

    /** One that reaches the processes of that cluster, or none but this. */
    static Future<Carrier> of(Optional<ClusterConfig> cluster) {
        ForgetfulJson.everywhere();
        var options = new VertxOptions()
            // The bus would have one of its own, and each message of a cluster would change threads twice.
            .setEventLoopPoolSize(1)
            // Nothing is to be written to disk, not even a cache of our own files.
            .setFileSystemOptions(
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        var bootstrap = VertxBootstrap.create().options(options).transport(new OneLoop());
        return cluster
            .map(config -> Cluster.join(config, bootstrap)
                .map(joined -> new Carrier(joined.vertx(), joined.address(), joined::leave)))
            .orElseGet(() -> {
                var vertx = bootstrap.init().vertx();
                return Future.succeededFuture(new Carrier(vertx, "localhost", vertx::close));
            });
    }

    /** Stops everything that runs on it, in order. */
    Future<Void> close() {
        return end.get();
    }
}
