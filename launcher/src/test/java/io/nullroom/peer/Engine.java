package io.nullroom.peer;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import io.vertx.core.Context;

/** The WebRTC library, with no sound. To make one takes seconds, so no event loop should. */
final class Engine {
    private final Context context;
    private final AudioDeviceModule silence = new AudioDeviceModule(AudioLayer.kDummyAudio);
    private final PeerConnectionFactory factory = new PeerConnectionFactory(silence);

    /** For the connections of that context. */
    Engine(Context context) {
        this.context = context;
    }

    /** Where its connections report. */
    Context context() {
        return context;
    }

    /** A connection that is not connected to anything yet. */
    WebRtc connection(WebRtc.Events events) {
        return new WebRtc(context, factory, events);
    }

    /** Ends it, after its connections. */
    void close() {
        factory.dispose();
        silence.dispose();
    }
}
