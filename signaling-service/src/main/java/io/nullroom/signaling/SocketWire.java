package io.nullroom.signaling;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Holdings;
import io.nullroom.contracts.Mark;
import io.nullroom.contracts.Passage;
import io.nullroom.contracts.Standing;
import io.nullroom.contracts.TurnWrites;
import io.vertx.core.internal.ContextInternal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A {@link Wire} that is a WebSocket (RFC 6455): the last handler of its connection, and all that is kept of it.
 *
 * <p>On that connection's event loop only.
 */
final class SocketWire extends SimpleChannelInboundHandler<WebSocketFrame> implements Wire {
    /** In bytes: twice the cable's own limit, so that who is only a little over it can still be told why. */
    static final int MOST_MESSAGE = 131_072;
    /** In bytes: how much may wait for a client to read it; 64 of the largest messages would be 4 MiB a socket. */
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(128 * 1024, 256 * 1024);
    /** In seconds: how long a client that was let go may take to close its side. */
    private static final int CLOSING = 2;
    /** What a decoder puts in the place of what is no UTF-8, and a client may have written itself. */
    private static final char REPLACEMENT = '\ufffd';

    private final ContextInternal context;
    private final Optional<Passage> passage;
    private final Holdings holdings;
    private final FrameReader reader = new FrameReader();
    private Optional<Session> session = Optional.empty();
    private Optional<Holdings.Share> share = Optional.empty();
    private Optional<Future<?>> patience = Optional.empty();
    /** What was wrong before there was a session to tell of it: the client may not wait for the handshake's answer. */
    private Optional<Failure> early = Optional.empty();
    /** Of a message that comes in fragments, what has come. */
    private Optional<ByteArrayOutputStream> fragments = Optional.empty();
    private ChannelHandlerContext channel;
    private TurnWrites writes;
    private boolean ended;
    private boolean leaving;

    /** The side of a socket that is not here; where a gateway passes it on, it is told how the client stands. */
    SocketWire(ContextInternal context, Optional<Passage> passage, Holdings holdings) {
        this.context = context;
        this.passage = passage;
        this.holdings = holdings;
    }

    /** What is to make frames of the bytes that come on its connection. */
    FrameReader reader() {
        return reader;
    }

    /** The handshake is over: what the client says is heard by the session that {@code opening} makes of this. */
    void open(Function<Wire, Session> opening) {
        session = Optional.of(opening.apply(this));
        if (channel.channel().isActive()) {
            resume();
            early.ifPresent(session.get()::end);
        } else {
            channelInactive(channel);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        channel = added;
        writes = new TurnWrites(added, this::weigh);
        share = Optional.of(holdings.open(added.channel()));
        added.channel().config().setWriteBufferWaterMark(UNREAD);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext here, WebSocketFrame frame) {
        context.dispatch(frame, this::read);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext here) {
        weigh();
        here.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext here, Throwable broken) {
        var fault = FrameReader.faultOf(broken);
        session.ifPresentOrElse(heard -> context.dispatch(fault, heard::end), () -> early = Optional.of(fault));
        if (fault == Failure.CONNECTION_LOST) {
            here.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext here) {
        patience.ifPresent(waiting -> waiting.cancel(false));
        session.ifPresent(heard -> context.dispatch(heard, isTrunkLost() ? Session::trunkLost : Session::lost));
    }

    @Override
    public void send(String text) {
        if (!ended) {
            writes.write(SocketFrames.text(memory(), text));
        }
    }

    @Override
    public void send(Standing after, String text) {
        tell(new Mark.WithNext(after));
        send(text);
    }

    @Override
    public void mark(Standing standing) {
        tell(new Mark.AtOnce(standing));
    }

    @Override
    public void moveOn() {
        tell(new Mark.MoveOn());
    }

    @Override
    public boolean congested() {
        return channel.channel().isActive() && !channel.channel().isWritable();
    }

    @Override
    public void beat(String text, boolean asking) {
        if (!ended) {
            if (asking) {
                channel.write(SocketFrames.ping(), channel.voidPromise());
            }
            // Not in a later round: the memory of each of many thousand sockets would have to be fetched once more.
            channel.writeAndFlush(SocketFrames.text(memory(), text), channel.voidPromise());
            weigh();
        }
    }

    @Override
    public void pause() {
        channel.channel().config().setAutoRead(false);
    }

    @Override
    public void resume() {
        channel.channel().config().setAutoRead(true);
    }

    @Override
    public void end(Failure reason) {
        if (!ended) {
            send(ServerMessages.disconnect(reason));
            writes.write(SocketFrames.close(memory(), reason.closeCode(), reason.code()));
            close();
        }
    }

    /** Whether it is not this socket alone that is gone, but all that came by its trunk. */
    private boolean isTrunkLost() {
        return passage.isPresent() && !channel.channel().parent().isActive();
    }

    private void read(WebSocketFrame frame) {
        if (leaving || session.isEmpty()) {
            return;
        }
        if (frame instanceof TextWebSocketFrame || frame instanceof ContinuationWebSocketFrame) {
            gather(session.get(), frame);
        } else if (frame instanceof BinaryWebSocketFrame) {
            session.get().end(Failure.BINARY_FRAME);
        } else if (frame instanceof PongWebSocketFrame) {
            session.get().heard();
        } else if (frame instanceof PingWebSocketFrame && !congested() && !ended) {
            // Who asks on and reads nothing is not told as often; one answer may be for many (5.5.3).
            writes.write(SocketFrames.pong(memory(), frame.content()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            leave(close.statusCode());
        }
    }

    /** The decoder has seen to it that fragments follow on a beginning, and nothing else on it. */
    private void gather(Session session, WebSocketFrame frame) {
        // The frame's own text() would go through an array that stays with the thread, and with it what was said last.
        var bytes = ByteBufUtil.getBytes(frame.content());
        if (frame.isFinalFragment() && fragments.isEmpty()) {
            hear(session, bytes);
            return;
        }
        var message = fragments.orElseGet(ByteArrayOutputStream::new);
        message.writeBytes(bytes);
        fragments = frame.isFinalFragment() ? Optional.empty() : Optional.of(message);
        if (message.size() > MOST_MESSAGE) {
            message.reset();
            session.end(Failure.MESSAGE_TOO_LARGE);
        } else if (frame.isFinalFragment()) {
            hear(session, message.toByteArray());
        }
    }

    private static void hear(Session session, byte[] message) {
        var text = new String(message, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0
            && !ByteBufUtil.isText(Unpooled.wrappedBuffer(message), StandardCharsets.UTF_8)) {
            session.end(Failure.INVALID_MESSAGE);
        } else {
            session.receive(text);
        }
    }

    /** The client has closed, by itself or since it was told to (5.5.1). */
    private void leave(int code) {
        leaving = true;
        if (!ended) {
            writes.write(code < 0 ? SocketFrames.close(memory()) : SocketFrames.close(memory(), code, ""));
            close();
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Nothing more is said; the client's own close has to be read, or it lingers, but not for ever. */
    private void close() {
        ended = true;
        resume();
        patience = Optional.of(channel.executor().schedule(this::abort, CLOSING, TimeUnit.SECONDS));
    }

    /** By a frame that RFC 6455 (5.5.3) has everybody ignore who has not asked for it. */
    private void tell(Mark mark) {
        if (!ended) {
            passage.ifPresent(known ->
                writes.write(SocketFrames.pong(memory(), Unpooled.wrappedBuffer(known.payload(mark)))));
        }
    }

    /** Lets the client go at once where all together hold too much, and this one more than its part. */
    private void weigh() {
        share.ifPresent(part -> part.count(reader.begun() + fragments.map(ByteArrayOutputStream::size).orElse(0)));
        if (share.filter(Holdings.Share::isTooLarge).isPresent() && !ended) {
            session.ifPresent(heavy -> context.dispatch(Failure.SLOW_READER, heavy::end));
            channel.executor().execute(this::abort);
        }
    }

    /** Closes at once, from before the first handler: there are some that would have all go out first. */
    private void abort() {
        channel.pipeline().firstContext().close();
    }

    private ByteBufAllocator memory() {
        return channel.alloc();
    }
}
