package io.nullroom.cluster;

import static com.hazelcast.internal.networking.HandlerStatus.BLOCKED;
import static com.hazelcast.internal.networking.HandlerStatus.CLEAN;
import static com.hazelcast.internal.networking.HandlerStatus.DIRTY;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.InboundHandler;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The first step of what a member hears: out of TLS records. Runs on one of Hazelcast's threads at a time.
 *
 * <p>Between two calls {@code src} and {@code dst} are ready to be written to, as Hazelcast's pipelines want it.
 */
final class Unsealing extends InboundHandler<ByteBuffer, ByteBuffer> {
    /** Room for a few records of the greatest size at once. */
    private static final int RECORDS = 4;

    private final SSLEngine engine;
    /** What is unsealed and waits for room in the next step, which may be three bytes; to be read from. */
    private final ByteBuffer plain;

    Unsealing(SSLEngine engine) {
        this.engine = engine;
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
    }

    @Override
    public void handlerAdded() {
        initSrcBuffer(RECORDS * engine.getSession().getPacketBufferSize());
    }

    @Override
    public HandlerStatus onRead() throws IOException {
        src.flip();
        try {
            return read();
        } finally {
            src.compact();
        }
    }

    private HandlerStatus read() throws IOException {
        while (true) {
            if (plain.hasRemaining()) {
                return handOn();
            }
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> Sealing.runTask(engine);
                case NEED_WRAP -> {
                    channel.outboundPipeline().wakeup();
                    return BLOCKED;
                }
                default -> {
                    if (!unwrap()) {
                        return CLEAN;
                    }
                }
            }
        }
    }

    /** As much as the next step has room for; it is asked to make more while there is something left. */
    private HandlerStatus handOn() {
        int end = plain.limit();
        plain.limit(plain.position() + Math.min(plain.remaining(), dst.remaining()));
        dst.put(plain);
        plain.limit(end);
        return plain.hasRemaining() || src.hasRemaining() ? DIRTY : CLEAN;
    }

    /** Whether there was a whole record. */
    private boolean unwrap() throws IOException {
        plain.clear();
        var result = engine.unwrap(src, plain);
        plain.flip();
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            // What could not be said before waits there.
            channel.outboundPipeline().wakeup();
        }
        return switch (result.getStatus()) {
            case OK -> result.bytesConsumed() > 0 || result.bytesProduced() > 0;
            case BUFFER_UNDERFLOW -> false;
            case CLOSED -> throw new EOFException("the other member has ended the connection");
            case BUFFER_OVERFLOW -> throw new SSLException("a record of more than the greatest size");
        };
    }
}
