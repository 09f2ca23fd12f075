package io.nullroom.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Holds what comes to one side, and what that side has seen. */
final class Side implements Conversation.Wire, Conversation.Events {
    /** What came on the one channel. */
    final Queue<byte[]> texts = new ArrayDeque<>();
    /** What came on the other. */
    final Queue<byte[]> chunks = new ArrayDeque<>();
    final List<String> seen = new ArrayList<>();
    byte[] file = {};
    Conversation talk;

    boolean isIdle() {
        return texts.isEmpty() && chunks.isEmpty();
    }

    void takesTexts() {
        for (var frame = texts.poll(); frame != null; frame = texts.poll()) {
            talk.text(frame);
        }
    }

    void takesChunks() {
        for (var chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            talk.chunk(chunk);
        }
    }

    @Override
    public void text(byte[] frame) {
        texts.add(frame);
    }

    @Override
    public void chunk(byte[] chunk) {
        chunks.add(chunk);
    }

    @Override
    public void secure(List<String> words) {
        seen.add("secure " + words);
    }

    @Override
    public void heard(String text) {
        seen.add("heard " + text);
    }

    @Override
    public void delivered(String id) {
        seen.add("delivered " + id);
    }

    @Override
    public void received(String name, byte[] bytes) {
        file = bytes;
    }

    @Override
    public void arrived(String name) {
        seen.add("arrived " + name);
    }

    @Override
    public void failed(String name, String why) {
        seen.add("failed " + name + " " + why);
    }

    @Override
    public void left() {
        seen.add("left");
    }

    @Override
    public void ended(Refused why) {
        seen.add("ended " + why.getMessage());
    }
}
