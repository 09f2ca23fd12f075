package io.nullroom.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import io.nullroom.contracts.Holdings;
import io.nullroom.contracts.Trunk;
import io.nullroom.contracts.TurnWrites;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One of the connections that a passed socket goes by, the client's or an instance's: bytes in and bytes out.
 *
 * <p>When it is out of HTTP, this handler is all that is kept of it, beside TLS, or what makes bytes of a trunk's
 * stream. Paused at first. On its event loop only.
 */
final class Leg extends SimpleChannelInboundHandler<ByteBuf> {
    /** How long its other side may read nothing: who writes to it is not read then, and would end unnoticed. */
    static final Duration READING = Duration.ofSeconds(30);

    private final ContextInternal context;
    private final Optional<Holdings> holdings;
    private Optional<Holdings.Share> share = Optional.empty();
    private ChannelHandlerContext channel;
    private TurnWrites writes;
    private Consumer<Buffer> hearer = nobody -> { };
    private Optional<Runnable> drained = Optional.empty();
    private Runnable ended = () -> { };
    private Optional<Future<?>> patience = Optional.empty();
    /**
     * What was read and is not to be heard yet: no more than what was on its way when it was paused. Netty's own gate
     * lets one more read through, and then a client would be heard between two instances.
     */
    private Optional<Buffer> held = Optional.empty();
    private boolean paused = true;
    private boolean closing;

    /** An instance's leg, whose bytes are heard in {@code context}. */
    Leg(ContextInternal context) {
        this(context, Optional.empty());
    }

    /** A leg whose bytes are heard in {@code context}; a client's shares in {@code holdings}. */
    Leg(ContextInternal context, Optional<Holdings> holdings) {
        this.context = context;
        this.holdings = holdings;
    }

    /** Who hears what comes from now on. */
    void hearer(Consumer<Buffer> next) {
        hearer = next;
    }

    void pause() {
        paused = true;
        read(false);
    }

    void resume() {
        paused = false;
        var before = held;
        held = Optional.empty();
        before.ifPresent(hearer);
        if (!paused) {
            read(true);
        }
    }

    void write(Buffer bytes) {
        writes.write(((BufferInternal) bytes).getByteBuf());
    }

    private void weigh() {
        // What waits behind it when it is full is here, too, up to a window.
        share.ifPresent(part -> part.count(isFull() ? Trunk.WINDOW : 0));
        if (share.filter(Holdings.Share::isTooLarge).isPresent()) {
            abort();
        }
    }

    /** Whether the other side reads more slowly than is written here. */
    boolean isFull() {
        return !channel.channel().isWritable();
    }

    /** Has {@code step} done, once, when it is full no more, in place of what was to be done then before. */
    void whenDrained(Runnable step) {
        drained = Optional.of(step);
    }

    /** Has {@code step} done when the connection is gone. */
    void whenEnded(Runnable step) {
        ended = step;
        if (!channel.channel().isActive()) {
            step.run();
        }
    }

    /** Closes it when what was written is sent, or soon in any case: the other side may read nothing any more. */
    void close() {
        if (!closing && channel.channel().isActive()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            closing = true;
            after(Connections.CLOSING, this::abort);
        }
    }

    /** Closes it at once; what was written and is not sent is lost. */
    void abort() {
        if (channel.channel().isActive()) {
            Connections.abort(channel.channel());
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        channel = added;
        writes = new TurnWrites(added, this::weigh);
        share = holdings.map(shared -> shared.open(added.channel()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext here, ByteBuf bytes) {
        context.dispatch(BufferInternal.safeBuffer(bytes.retain()), this::hear);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext here) {
        if (closing) {
            return;
        }
        if (isFull()) {
            watch();
        } else {
            patience.ifPresent(waiting -> waiting.cancel(false));
            var step = drained;
            drained = Optional.empty();
            step.ifPresent(due -> context.dispatch(due, Runnable::run));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext here, Throwable broken) {
        // Whatever is wrong with it, its end follows.
        here.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        patience.ifPresent(waiting -> waiting.cancel(false));
        context.dispatch(ended, Runnable::run);
        here.fireChannelInactive();
    }

    /** Closes it in a while, unless it has read anything until then: slowly is well enough. */
    private void watch() {
        long unread = channel.channel().bytesBeforeWritable();
        after(READING, () -> {
            if (channel.channel().bytesBeforeWritable() < unread) {
                watch();
            } else {
                abort();
            }
        });
    }

    private void read(boolean on) {
        // One that is gone has nothing to be read, and nobody who could be told so.
        if (channel.channel().isActive()) {
            channel.channel().config().setAutoRead(on);
        }
    }

    private void after(Duration time, Runnable step) {
        patience.ifPresent(waiting -> waiting.cancel(false));
        patience = Optional.of(channel.executor().schedule(step, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void hear(Buffer bytes) {
        if (paused) {
            held = Optional.of(held.map(before -> before.appendBuffer(bytes)).orElse(bytes));
            read(false);
        } else {
            hearer.accept(bytes);
        }
    }
}
