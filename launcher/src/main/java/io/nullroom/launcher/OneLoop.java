package io.nullroom.launcher;

import io.netty.channel.EventLoopGroup;
import io.vertx.core.impl.transports.NioTransport;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * A transport for a Vert.x of one event loop: that loop also takes the connections that come.
 *
 * <p>Vert.x has a thread of its own that takes connections, which pays where several loops share them. With one loop,
 * each connection would wake two threads; and in a rush this one takes as many as it can serve, and leaves the others
 * to the system for the moment.
 */
final class OneLoop extends NioTransport {
    private Optional<EventLoopGroup> loop = Optional.empty();

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        if (loop.isEmpty()) {
            // That of the services is asked for first, and gives the thread its name.
            loop = Optional.of(super.eventLoopGroup(type, threads, factory, ioRatio));
        }
        return loop.get();
    }
}
