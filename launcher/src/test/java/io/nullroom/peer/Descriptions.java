package io.nullroom.peer;

import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/** The offers and answers of a connection. What it does is done, and reported, on the context of its owner. */
final class Descriptions {
    private final Context context;
    private final RTCPeerConnection connection;

    /** Of that connection. */
    Descriptions(Context context, RTCPeerConnection connection) {
        this.context = context;
        this.connection = connection;
    }

    /** Sends the description of an offer. */
    Future<Void> offer(boolean restart, Consumer<String> send) {
        var options = new RTCOfferOptions();
        options.iceRestart = restart;
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
}
