package io.nullroom.contracts;

import io.netty.channel.Channel;

/**
 * What all sockets of a service together hold in memory, in bytes: what their clients have not read, and what these
 * have said in part (protocol.md, L5).
 *
 * <p>Each has a bound of its own, but many clients may go to theirs, and a process has one heap. On the event loop of
 * the service only.
 */
public final class Holdings {
    /** In bytes: what may be held for all clients together, an eighth of the heap. */
    public static final long SHARE_OF_HEAP = Runtime.getRuntime().maxMemory() / 8;

    private final long most;
    private long bytes;
    private int sockets;

    /** Of sockets that should not hold more than {@code most} together. */
    public Holdings(long most) {
        this.most = most;
    }

    /** The part of a socket, until its connection is closed. */
    public Share open(Channel connection) {
        sockets++;
        var share = new Share(connection);
        connection.closeFuture().addListener(closed -> share.close());
        return share;
    }

    /** What all hold, as far as they have said. */
    public long bytes() {
        return bytes;
    }

    /** The part of one socket. */
    public final class Share {
        private final Channel connection;
        private long held;

        private Share(Channel connection) {
            this.connection = connection;
        }

        /** Counts what the client has not read by now, and what it has said in part, in bytes. */
        public void count(long halfSaid) {
            // Of one that is closed already nothing more is to be counted, or it would be for ever.
            if (connection.isOpen()) {
                hold(halfSaid + unread());
            }
        }

        /** What waits to be sent, from the distance to the marks: streams of a trunk do not tell it otherwise. */
        private long unread() {
            var marks = connection.config().getWriteBufferWaterMark();
            return connection.isWritable() ? marks.high() + 1 - connection.bytesBeforeUnwritable()
                : marks.low() - 1 + connection.bytesBeforeWritable();
        }

        /** Whether it is more than an equal part, where all together hold too much. */
        public boolean isTooLarge() {
            return bytes > most && held > most / sockets;
        }

        private void hold(long now) {
            bytes += now - held;
            held = now;
        }

        private void close() {
            hold(0);
            sockets--;
        }
    }
}
