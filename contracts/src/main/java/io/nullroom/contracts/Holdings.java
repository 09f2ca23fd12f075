package io.nullroom.contracts;

/**
 * What all sockets of a service together hold in memory, in bytes: what their clients have not read, and what these
 * have said in part (protocol.md, L5).
 *
 * <p>Each has a bound of its own, but many clients may go to theirs, and a process has one heap. On the event loop of
 * the service only.
 */
public final class Holdings {
    private static final int HEAP_SHARE = 8;

    private final long most;
    private long bytes;
    private int sockets;

    /** Of sockets that should not hold more than {@code most} together. */
    public Holdings(long most) {
        this.most = most;
    }

    /** Of sockets that should not hold more than an eighth of the heap together. */
    public static Holdings ofHeap() {
        return new Holdings(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** What a new socket holds: nothing yet. */
    public Share open() {
        sockets++;
        return new Share();
    }

    /** What all hold, as far as they have said. */
    public long bytes() {
        return bytes;
    }

    /** The part of one socket. */
    public final class Share {
        private long held;

        private Share() {
        }

        /** It holds that much now; whether that is more than its part, where all together hold too much. */
        public boolean isTooLarge(long now) {
            bytes += now - held;
            held = now;
            return bytes > most && held > most / sockets;
        }

        /** The socket is gone; to be called once. */
        public void close() {
            bytes -= held;
            sockets--;
        }
    }
}
