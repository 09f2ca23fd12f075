package io.nullroom.signaling;

/**
 * What all sockets of an instance together hold in memory, in bytes: what their clients have not read, and what these
 * have said in part.
 *
 * <p>Each has a bound of its own, but many clients may go to theirs, and a process has one heap. On the instance's
 * event loop only.
 */
final class Holdings {
    private static final int HEAP_SHARE = 8;

    private final long most;
    private long bytes;
    private int sockets;

    /** Of sockets that should not hold more than {@code most} together. */
    Holdings(long most) {
        this.most = most;
    }

    /** Of sockets that should not hold more than an eighth of the heap together. */
    static Holdings ofHeap() {
        return new Holdings(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** What a new socket holds: nothing yet. */
    Share open() {
        sockets++;
        return new Share();
    }

    long bytes() {
        return bytes;
    }

    /** What one socket holds. */
    final class Share {
        private long held;

        /** It holds that much now; whether that is more than its part, where all together hold too much. */
        boolean isTooLarge(long now) {
            bytes += now - held;
            held = now;
            return bytes > most && held > most / sockets;
        }

        /** The socket is gone; to be called once. */
        void close() {
            bytes -= held;
            sockets--;
        }
    }
}
