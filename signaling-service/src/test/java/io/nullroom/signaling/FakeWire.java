package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.Standing;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A socket that keeps what is sent to it. */
final class FakeWire implements Wire {
    final List<String> sent = new ArrayList<>();
    Optional<Failure> ended = Optional.empty();
    Optional<Standing> standing = Optional.empty();
    boolean movedOn;
    /** Whether nothing that is sent arrives. */
    boolean losesAll;
    boolean congested;
    boolean paused;
    int pings;

    @Override
    public void send(String text) {
        if (ended.isPresent()) {
            throw new IllegalStateException("sent after the end: " + text);
        }
        if (!losesAll) {
            sent.add(text);
        }
    }

    @Override
    public void send(Standing after, String text) {
        send(text);
        standing = losesAll ? standing : Optional.of(after);
    }

    @Override
    public void mark(Standing now) {
        standing = Optional.of(now);
    }

    @Override
    public void moveOn() {
        movedOn = true;
    }

    @Override
    public boolean congested() {
        return congested;
    }

    @Override
    public void beat(String text, boolean asking) {
        send(text);
        if (asking) {
            pings++;
        }
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void end(Failure reason) {
        if (ended.isPresent()) {
            throw new IllegalStateException("ended twice");
        }
        ended = Optional.of(reason);
    }

    /** What came since the last call. */
    List<JsonObject> news() {
        var news = sent.stream().map(JsonObject::new).toList();
        sent.clear();
        return news;
    }

    /** The one channel message that came since the last call. */
    JsonObject message() {
        var news = news();
        if (news.size() != 1) {
            throw new AssertionError("expected one message, got " + news);
        }
        return news.get(0).getJsonObject("message");
    }
}
