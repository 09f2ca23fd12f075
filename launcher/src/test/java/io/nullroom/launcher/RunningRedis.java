package io.nullroom.launcher;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A real Redis that keeps nothing on disk: the machine's own, or else one in a container. */
final class RunningRedis implements AutoCloseable {
    private static final String[] NOTHING_ON_DISK = {"--save", "", "--appendonly", "no"};

    private final String url;
    private final Runnable stop;

    private RunningRedis(String url, Runnable stop) {
        this.url = url;
        this.stop = stop;
    }

    /** Starts one on a port of its own. */
    static RunningRedis start() throws IOException {
        return onPath("redis-server") ? asProcess() : inContainer();
    }

    /** For {@code NULLROOM_REDIS_URL}. */
    String url() {
        return url;
    }

    /** The name of every key there is. */
    List<String> keys() {
        var vertx = Vertx.vertx();
        var client = Redis.createClient(vertx, url);
        try {
            return Patience.await(client.send(Request.cmd(Command.KEYS).arg("*"))).stream()
                .map(Response::toString).toList();
        } finally {
            client.close();
            Patience.await(vertx.close());
        }
    }

    /** Kills it; what it held is gone. */
    void stop() {
        stop.run();
    }

    @Override
    public void close() {
        stop();
    }

    private static RunningRedis asProcess() throws IOException {
        int port = Ports.free("127.0.0.1");
        var process = new ProcessBuilder("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1",
            NOTHING_ON_DISK[0], NOTHING_ON_DISK[1], NOTHING_ON_DISK[2], NOTHING_ON_DISK[3])
            .redirectErrorStream(true).start();
        var output = process.inputReader();
        for (var line = output.readLine(); ; line = output.readLine()) {
            if (Objects.requireNonNull(line, "redis-server ended before it was ready").contains("Ready to accept")) {
                return new RunningRedis("redis://127.0.0.1:" + port,
                    () -> process.destroyForcibly().onExit().join());
            }
        }
    }

    private static RunningRedis inContainer() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                "The tests need a Redis: install redis-server, or start Docker for one in a container.");
        }
        var container = new GenericContainer<>(DockerImageName.parse("redis:8-alpine"))
            .withCommand(NOTHING_ON_DISK).withExposedPorts(6379);
        container.start();
        var address = container.getHost() + ":" + container.getMappedPort(6379);
        return new RunningRedis("redis://" + address, container::stop);
    }

    private static boolean onPath(String program) {
        return Programs.find(program).isPresent();
    }
}
