package io.nullroom.room;

import io.nullroom.contracts.Environment;
import java.io.File;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Something that runs a Redis server, on one port for as long as the tests need it. */
interface RedisHost extends AutoCloseable {

    /** Redis as the operations manual has it: nothing is written to disk. */
    String[] MEMORY_ONLY = {"--save", "", "--appendonly", "no"};

    /** What is there: the program, otherwise Docker. */
    static RedisHost any() {
        var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        if (Stream.of(path).anyMatch(folder -> new File(folder, "redis-server").canExecute())) {
            return new RedisProcess();
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return new RedisContainer();
        }
        throw new IllegalStateException("These tests need a real Redis: install redis-server, or start Docker.");
    }

    /** The settings of a room-service that keeps its rooms there. */
    static RedisConfig config(String url) {
        return RedisConfig.from(new Environment(Map.of("NULLROOM_REDIS_URL", url))).orElseThrow();
    }

    /** The port on 127.0.0.1; stays the same over a kill and a start. */
    int port();

    /** Starts the server, with options beside those of {@link #MEMORY_ONLY}; returns when it answers. */
    void start(String... options);

    /** Ends it as a power cut would. */
    void kill();

    /** Makes it as silent as a machine that hangs: its sockets stay open. */
    void freeze();

    /** Undoes {@link #freeze()}. */
    void thaw();

    @Override
    void close();
}
