package io.nullroom.peer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one peer has seen, for a test to wait for. */
final class Diary implements Conversation.Events {
    private static final long PATIENCE_SECONDS = 30;

    private final Runnable confirmed;
    private final Promise<List<String>> secure = Promise.promise();
    private final Promise<String> ended = Promise.promise();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> files = new LinkedBlockingQueue<>();

    /** An empty one; {@code confirmed} is told of the confirmation. */
    Diary(Runnable confirmed) {
        this.confirmed = confirmed;
    }

    /** The safety words. */
    Future<List<String>> secure() {
        return secure.future();
    }

    /** The reason of the end. */
    Future<String> ended() {
        return ended.future();
    }

    /** Waits for an entry and passes over those before it. */
    void awaits(String entry) {
        List<String> before = new ArrayList<>();
        try {
            for (var next = next(); !next.equals(entry); next = next()) {
                before.add(next);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped before: " + entry, stopped);
        } catch (IllegalStateException never) {
            throw new AssertionError("not seen: " + entry + "; but " + before + ", end " + ended.future(), never);
        }
    }

    /** The oldest file that was not asked for yet. */
    byte[] file() {
        return files.remove();
    }

    /** The end, for that reason. */
    void end(Throwable why) {
        ended.tryComplete(why instanceof Refused refused ? refused.reason().word() : why.toString());
        secure.tryFail(why);
    }

    @Override
    public void secure(List<String> words) {
        confirmed.run();
        secure.tryComplete(words);
    }

    @Override
    public void heard(String text) {
        seen.add("heard " + text);
    }

    @Override
    public void delivered(String id) {
        seen.add("delivered");
    }

    @Override
    public void received(String name, byte[] bytes) {
        files.add(bytes);
        seen.add("received " + name);
    }

    @Override
    public void arrived(String name) {
        seen.add("arrived " + name);
    }

    @Override
    public void failed(String name, String why) {
        seen.add("failed " + name + ": " + why);
    }

    @Override
    public void left() {
        ended.tryComplete("bye");
    }

    @Override
    public void ended(Refused why) {
        end(why);
    }

    private String next() throws InterruptedException {
        var next = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nothing for " + PATIENCE_SECONDS + " seconds");
        }
        return next;
    }
}
