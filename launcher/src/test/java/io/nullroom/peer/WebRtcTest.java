package io.nullroom.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the library makes of what a stranger says. */
final class WebRtcTest {
    private static final List<String> LINES = List.of("", "x", "candidate:",
        "candidate:1 1 udp 1 192.0.2.1 99999 typ host", "candidate:1 1 udp 1 192.0.2.1 9 typ host");

    /** C2. */
    @Test
    void candidatesThatTheLibraryCannotUseArePassedOver() {
        var vertx = Vertx.vertx();
        var context = vertx.getOrCreateContext();
        var engine = new Engine(context);
        Promise<Integer> taken = Promise.promise();
        context.runOnContext(now -> {
            var initiator = engine.connection(new Nobody());
            var responder = engine.connection(new Nobody());
            initiator.offer(sdp -> responder.answer(sdp, answer -> { }).map(described -> takesAll(responder))
                .onComplete(over -> {
                    initiator.close();
                    responder.close();
                }).onComplete(taken));
        });
        assertTrue(taken.future().await() > 0);
        engine.close();
        vertx.close().await();
    }

    private static int takesAll(WebRtc connection) {
        int count = 0;
        for (var line : LINES) {
            for (var mid : List.of("", "0", "nothing")) {
                for (int index : new int[] {-1, 0, 1, Integer.MAX_VALUE}) {
                    connection.candidate(new Candidates.Candidate(line, mid, index));
                    count++;
                }
            }
        }
        return count;
    }

    private static final class Nobody implements WebRtc.Events {
        @Override
        public void candidate(JsonObject candidate) {
        }

        @Override
        public void open() {
        }

        @Override
        public void message(String label, byte[] message) {
        }
    }
}
