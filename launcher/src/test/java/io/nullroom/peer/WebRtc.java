package io.nullroom.peer;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A real connection with its two data channels (C1). It is used, and reports, on the context of its owner. */
final class WebRtc {
    /** Of texts, and of files. */
    static final List<String> LABELS = List.of("nullroom", "nullroom-files");

    private static final long LOOK_MILLISECONDS = 5;

    private final Context context;
    private final Events events;
    private final RTCPeerConnection connection;
    private final Descriptions descriptions;
    private final Map<String, DataChannel> channels = new HashMap<>();
    private boolean offered;
    private boolean open;
    private boolean draining;

    /** Not connected to anything. */
    WebRtc(Context context, PeerConnectionFactory factory, Events events) {
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
        descriptions = new Descriptions(context, connection);
    }

    /** Sends the description of an offer. The first one makes both channels, a later one restarts ICE. */
    Future<Void> offer(Consumer<String> send) {
        if (offered) {
            return descriptions.offer(true, send);
        }
        offered = true;
        LABELS.forEach(label -> add(connection.createDataChannel(label, new RTCDataChannelInit())));
        return descriptions.offer(false, send);
    }

    /** Sends the description of the answer to that offer. */
    Future<Void> answer(String offer, Consumer<String> send) {
        return descriptions.answer(offer, send);
    }

    /** Takes the answer to its offer. */
    Future<Void> accept(String answer) {
        return descriptions.accept(answer);
    }

    /** Takes a candidate of the present round, whose description it has; passes over what is none to it (C2). */
    void candidate(Candidates.Candidate candidate) {
        try {
            connection.addIceCandidate(new RTCIceCandidate(candidate.mid(), candidate.index(), candidate.line()));
        } catch (Error unusable) {
            // It is this very class where the library can make nothing of the line.
            if (!unusable.getClass().equals(Error.class)) {
                throw unusable;
            }
        }
    }

    /** Sends on the channel of that name. */
    void send(String label, byte[] message) {
        channels.get(label).send(message);
        drain();
    }

    /** Ends it. */
    void close() {
        channels.values().forEach(DataChannel::close);
        channels.clear();
        connection.close();
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
        drain();
        if (!open && channels.keySet().containsAll(LABELS)
            && channels.values().stream().allMatch(DataChannel::isOpen)) {
            open = true;
            events.open();
        }
    }

    /** The library does not tell when its buffer gets empty, so that is looked after. */
    private void drain() {
        if (channels.values().stream().filter(DataChannel::drain).count() > 0 && !draining) {
            draining = true;
            context.owner().setTimer(LOOK_MILLISECONDS, now -> {
                draining = false;
                drain();
            });
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
