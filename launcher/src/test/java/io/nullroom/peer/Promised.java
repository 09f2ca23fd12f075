package io.nullroom.peer;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/** Turns what the WebRTC library reports into futures; they complete on a thread of the library. */
final class Promised {
    private Promised() {
    }

    /** The description that is made. */
    static Future<RTCSessionDescription> description(Consumer<CreateSessionDescriptionObserver> step) {
        Promise<RTCSessionDescription> promise = Promise.promise();
        step.accept(new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                promise.complete(description);
            }

            @Override
            public void onFailure(String why) {
                promise.fail(why);
            }
        });
        return promise.future();
    }

    /** Done when the description is set. */
    static Future<Void> done(Consumer<SetSessionDescriptionObserver> step) {
        Promise<Void> promise = Promise.promise();
        step.accept(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                promise.complete();
            }

            @Override
            public void onFailure(String why) {
                promise.fail(why);
            }
        });
        return promise.future();
    }
}
