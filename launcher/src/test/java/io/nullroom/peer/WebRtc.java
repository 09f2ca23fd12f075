package io.nullroom.peer;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A real connection with its two data channels (C1). It is used, and reports, on the context of its owner. */
final class WebRtc {
    /** Of texts, and of files. */
    static final List<String> LABELS = List.of("nullroom", "nullroom-files");

    private final Context context;
    private final Events events;
    private final AudioDeviceModule silence = new AudioDeviceModule(AudioLayer.kDummyAudio);
    private final PeerConnectionFactory factory = new PeerConnectionFactory(silence);
    private final RTCPeerConnection connection;
    private final Map<String, DataChannel> channels = new HashMap<>();
    private boolean open;

    /** Not connected to anything. */
    WebRtc(Context context, Events events) {
        this.context = context;
        this.events = events;
        connection = factory.createPeerConnection(new RTCConfiguration(), new PeerConnectionObserver() {
            @Override
            public void onIceCandidate(RTCIceCandidate found) {
                context.runOnContext(now -> events.candidate(new JsonObject().put("candidate", found.sdp)
                    .put("sdpMid", found.sdpMid).put("sdpMLineIndex", found.sdpMLineIndex)));
            }

            @Override
            public void onDataChannel(RTCDataChannel channel) {
                add(channel);
            }
        });
    }

    /** Sends the description of an offer. The first one makes both channels, a later one restarts ICE. */
    Future<Void> offer(Consumer<String> send) {
        var options = new RTCOfferOptions();
        options.iceRestart = !channels.isEmpty();
        if (channels.isEmpty()) {
            LABELS.forEach(label -> add(connection.createDataChannel(label, new RTCDataChannelInit())));
        }
        return local(Promised.description(done -> connection.createOffer(options, done)), send);
    }

    /** Sends the description of the answer to that offer. */
    Future<Void> answer(String offer, Consumer<String> send) {
        return remote(RTCSdpType.OFFER, offer).compose(taken ->
            local(Promised.description(done -> connection.createAnswer(new RTCAnswerOptions(), done)), send));
    }

    /** Takes the answer to its offer. */
    Future<Void> accept(String answer) {
        return remote(RTCSdpType.ANSWER, answer);
    }

    /** Takes a candidate of the present round, whose description it has. */
    void candidate(JsonObject candidate) {
        connection.addIceCandidate(new RTCIceCandidate(candidate.getString("sdpMid"),
            candidate.getInteger("sdpMLineIndex"), candidate.getString("candidate")));
    }

    /** Sends on the channel of that name. */
    void send(String label, byte[] message) {
        channels.get(label).send(message);
    }

    /** Ends it. */
    void close() {
        channels.values().forEach(DataChannel::close);
        connection.close();
        factory.dispose();
        silence.dispose();
    }

    /** Sent before it is set, because what is set finds candidates at once. */
    private Future<Void> local(Future<RTCSessionDescription> made, Consumer<String> send) {
        return here(made).compose(description -> {
            send.accept(description.sdp);
            return here(Promised.done(done -> connection.setLocalDescription(description, done)));
        });
    }

    private Future<Void> remote(RTCSdpType type, String sdp) {
        return here(Promised.done(done ->
            connection.setRemoteDescription(new RTCSessionDescription(type, sdp), done)));
    }

    private <T> Future<T> here(Future<T> step) {
        Promise<T> promise = Promise.promise();
        step.onComplete(result -> context.runOnContext(now -> promise.handle(result)));
        return promise.future();
    }

    /** At once, so that no message is missed; known to the owner's thread a moment later. */
    private void add(RTCDataChannel channel) {
        var added = new DataChannel(channel,
            (label, message) -> context.runOnContext(now -> events.message(label, message)),
            () -> context.runOnContext(now -> changed()));
        context.runOnContext(now -> {
            channels.put(added.label(), added);
            changed();
        });
    }

    private void changed() {
        channels.values().forEach(DataChannel::drain);
        if (!open && channels.keySet().containsAll(LABELS)
            && channels.values().stream().allMatch(DataChannel::isOpen)) {
            open = true;
            events.open();
        }
    }

    /** What happens to it. */
    interface Events {
        /** A candidate to be sent. */
        void candidate(JsonObject candidate);

        /** Both channels are open. */
        void open();

        /** A message came on the channel of that name. */
        void message(String label, byte[] message);
    }
}
