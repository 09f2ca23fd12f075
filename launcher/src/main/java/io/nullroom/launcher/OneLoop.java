package io.nullroom.launcher;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.impl.transports.NioTransport;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * A transport for a Vert.x of one event loop: that loop also takes the connections that come, and what it writes to
 * another process within a turn goes out together.
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

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        var connections = super.channelFactory(domainSocket);
        return () -> {
            var connection = connections.newChannel();
            // Each command to Redis would be a call of the system of its own, however many rooms ask at once.
            connection.pipeline().addFirst(new FlushConsolidationHandler(
                FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
            return connection;
        };
    }
}
