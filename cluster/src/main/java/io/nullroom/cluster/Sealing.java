package io.nullroom.cluster;

import static com.hazelcast.internal.networking.HandlerStatus.BLOCKED;
import static com.hazelcast.internal.networking.HandlerStatus.CLEAN;
import static com.hazelcast.internal.networking.HandlerStatus.DIRTY;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.OutboundHandler;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The last step of what a member says: into TLS records. Runs on one of Hazelcast's threads at a time.
 *
 * <p>Between two calls {@code src} and {@code dst} are ready to be read from, as Hazelcast's pipelines want it.
 */
final class Sealing extends OutboundHandler<ByteBuffer, ByteBuffer> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Room for a few records of the greatest size at once. */
    private static final int RECORDS = 4;

    private final SSLEngine engine;

    Sealing(SSLEngine engine) {
        this.engine = engine;
    }

    @Override
    public void handlerAdded() {
        initDstBuffer(RECORDS * engine.getSession().getPacketBufferSize());
    }

    @Override
    public HandlerStatus onWrite() throws SSLException {
        dst.compact();
        try {
            return write();
        } finally {
            dst.flip();
        }
    }

    private HandlerStatus write() throws SSLException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTask(engine);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    // The other side has to speak first; reading wakes us then.
                    channel.inboundPipeline().wakeup();
                    return BLOCKED;
                }
                case NEED_WRAP -> {
                    if (!wrap(NOTHING)) {
                        return DIRTY;
                    }
                    // Reading stood still until this was said.
                    channel.inboundPipeline().wakeup();
                }
                default -> {
                    if (!plain().hasRemaining()) {
                        return CLEAN;
                    }
                    if (!wrap(plain())) {
                        return DIRTY;
                    }
                }
            }
        }
    }

    /** Whether there was room for the record. */
    private boolean wrap(ByteBuffer plain) throws SSLException {
        var result = engine.wrap(plain, dst);
        if (result.getStatus() == Status.CLOSED) {
            throw new SSLException("the connection has ended");
        }
        return result.getStatus() == Status.OK;
    }

    /** Computes what the handshake needs, in the thread that needs it; whoever comes second waits for the first. */
    static void runTask(SSLEngine engine) {
        synchronized (engine) {
            Optional.ofNullable(engine.getDelegatedTask()).ifPresent(Runnable::run);
        }
    }

    private ByteBuffer plain() {
        return src == null ? NOTHING : src;
    }
}
