package io.nullroom.contracts;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import java.io.Serial;

/** Buffers for one text each, which nobody keeps. Safe on any thread. */
final class FreshBuffers extends RecyclerPool.NonRecyclingPoolBase<BufferRecycler> {
    @Serial
    private static final long serialVersionUID = 1;
    /** In bytes or characters: what most of our texts take; Jackson makes longer ones where it needs them. */
    private static final int LENGTH = 512;

    @Override
    public BufferRecycler acquirePooled() {
        return new Small();
    }

    /** Jackson makes them up to 8,000 long, to use them again; once, clearing them costs more than filling them. */
    private static final class Small extends BufferRecycler {

        @Override
        protected int byteBufferLength(int kind) {
            return LENGTH;
        }

        @Override
        protected int charBufferLength(int kind) {
            return LENGTH;
        }
    }
}
