package io.nullroom.room;

import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Redis in a container, for machines that have Docker and no {@code redis-server}. */
final class RedisContainer implements RedisHost {
    private static final DockerImageName IMAGE = DockerImageName.parse("redis:8-alpine");

    private final int port = Ports.free();
    private final GenericContainer<?> container = new GenericContainer<>(IMAGE);

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start(String... options) {
        if (container.isRunning()) {
            DockerClientFactory.instance().client().startContainerCmd(container.getContainerId()).exec();
        } else {
            container.setPortBindings(List.of("127.0.0.1:" + port + ":6379"));
            container.setCommandParts(Stream.of(new String[] {"redis-server"}, MEMORY_ONLY, options)
                .flatMap(Stream::of).toArray(String[]::new));
            container.start();
        }
        Ports.awaitRedis(port);
    }

    @Override
    public void kill() {
        DockerClientFactory.instance().client().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void freeze() {
        DockerClientFactory.instance().client().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        DockerClientFactory.instance().client().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
