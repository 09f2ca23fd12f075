package io.nullroom.peer;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;

/** One data channel, which holds back what the buffer below should not hold. */
final class DataChannel implements RTCDataChannelObserver {
    private static final long BUFFER_BYTES = 1024 * 1024;

    private final RTCDataChannel channel;
    private final String label;
    private final BiConsumer<String, byte[]> messages;
    private final Runnable changed;
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    /** Reports on a thread of the library. */
    DataChannel(RTCDataChannel channel, BiConsumer<String, byte[]> messages, Runnable changed) {
        this.channel = channel;
        this.messages = messages;
        this.changed = changed;
        label = channel.getLabel();
        channel.registerObserver(this);
    }

    /** Its name. */
    String label() {
        return label;
    }

    /** Whether it can be sent on. */
    boolean isOpen() {
        return channel.getState() == RTCDataChannelState.OPEN;
    }

    /** Sends in the order of the calls, what there is no room for by {@link #drain}. */
    void send(byte[] message) {
        waiting.add(message);
    }

    /** Ends it. */
    void close() {
        channel.unregisterObserver();
        channel.close();
        channel.dispose();
    }

    @Override
    public void onBufferedAmountChange(long before) {
        changed.run();
    }

    @Override
    public void onStateChange() {
        changed.run();
    }

    @Override
    public void onMessage(RTCDataChannelBuffer message) {
        // The library takes the buffer back when this returns.
        var bytes = new byte[message.data.remaining()];
        message.data.get(bytes);
        messages.accept(label, bytes);
    }

    /** Sends what there is room for; gives whether something has to wait. */
    boolean drain() {
        while (!waiting.isEmpty() && isOpen() && channel.getBufferedAmount() < BUFFER_BYTES) {
            send(new RTCDataChannelBuffer(ByteBuffer.wrap(waiting.remove()), true));
        }
        return !waiting.isEmpty();
    }

    private void send(RTCDataChannelBuffer buffer) {
        try {
            channel.send(buffer);
        } catch (Exception refused) {
            throw new IllegalStateException("the channel " + label + " takes nothing more", refused);
        }
    }
}
