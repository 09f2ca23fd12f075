package io.nullroom.signaling;

import io.nullroom.contracts.Notice;

/**
 * What all lines of an instance keep together, in bytes: what waits, and what was taken of late.
 *
 * <p>Each has bounds of its own (protocol.md, L6), but there may be many, and a process has one heap. On the instance's
 * event loop only.
 */
final class Kept {
    /** In characters: what may wait on a line, and what it may remember. */
    static final int MOST = 256 * 1024;
    /** In characters: the same where all together keep too much; the signals of a usual beginning. */
    static final int LEAST = 24 * 1024;
    /** In bytes: what a notice takes beside its characters. */
    private static final int OVERHEAD = 256;

    private final long most;
    private long bytes;

    /** What those lines keep that should not have more than {@code most} bytes together. */
    Kept(long most) {
        this.most = most;
    }

    /** The part of one line, until it is closed. */
    Part open() {
        return new Part();
    }

    long bytes() {
        return bytes;
    }

    /** In characters: how long a notice is that a client has written; others are short. */
    static int length(Notice notice) {
        return notice instanceof Notice.Signal signal ? signal.data().length() : 0;
    }

    /** The part of one line. */
    final class Part {
        private long held;
        private boolean closed;

        /** Whether the line may have so many characters that wait, or that it remembers. */
        boolean allows(int characters) {
            return characters <= (bytes > most ? LEAST : MOST);
        }

        void add(Notice notice) {
            count(size(notice));
        }

        void remove(Notice notice) {
            count(-size(notice));
        }

        /** The line has little left to say, and soon nothing: that counts no more. */
        void close() {
            count(-held);
            closed = true;
        }

        private void count(long more) {
            if (!closed) {
                held += more;
                bytes += more;
            }
        }

        private static long size(Notice notice) {
            return OVERHEAD + (long) Character.BYTES * length(notice);
        }
    }
}
