package io.nullroom.launcher;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A real Redis that keeps nothing on disk, nor what was asked of it: the machine's own, or else one in a container. */
final class RunningRedis implements AutoCloseable {
    private static final String[] NOTHING_ON_DISK =
        {"--save", "", "--appendonly", "no", "--slowlog-log-slower-than", "-1"};

    private final String url;
    private final Runnable stop;

    private RunningRedis(String url, Runnable stop) {
        this.url = url;
        this.stop = stop;
    }

    /** Starts one on a port of its own. */
    static RunningRedis start() throws IOException {
        return Programs.find("redis-server").isPresent() ? asProcess(Path.of("")) : inContainer();
    }

    /** Starts one whose data, if it had any, would be in that folder: a process, so that the folder is a real one. */
    static RunningRedis startIn(Path folder) throws IOException {
        return asProcess(folder);
    }

    /** For {@code NULLROOM_REDIS_URL}. */
    String url() {
        return url;
    }

    /** The name of every key there is. */
    List<String> keys() {
        return ask(Request.cmd(Command.KEYS).arg("*")).stream().map(Response::toString).toList();
    }

    /** Asks it something, as its operator would. */
    Response ask(Request question) {
        var vertx = Vertx.vertx();
        var client = Redis.createClient(vertx, url);
        try {
            return Patience.await(client.send(question));
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

    private static RunningRedis asProcess(Path folder) throws IOException {
        int port = Ports.free("127.0.0.1");
        var command = Stream.concat(Stream.of(Programs.needed("redis-server"), "--port", Integer.toString(port),
            "--bind", "127.0.0.1", "--dir", folder.toAbsolutePath().toString()), Stream.of(NOTHING_ON_DISK)).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
}
