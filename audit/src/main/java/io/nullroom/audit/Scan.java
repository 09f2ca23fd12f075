package io.nullroom.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks for all canaries at once in whatever it is given to read, which may be larger than the memory. */
final class Scan {
    private static final int WINDOW = 1 << 20;
    private static final int HEAD = Integer.BYTES;
    private static final int HASHES = 1 << 16;

    private final Map<Integer, List<Form>> formsByHead = new HashMap<>();
    /** Whether any form begins with bytes of that hash; nearly all positions are done with by this one look. */
    private final boolean[] heads = new boolean[HASHES];
    private final SortedSet<Hit> hits = new TreeSet<>();
    private final byte[] window;
    private final int longest;
    private long bytes;
    private long matches;

    private record Form(String canary, byte[] bytes) {
    }

    Scan(List<Canary> canaries) {
        for (var canary : canaries) {
            for (var form : canary.forms()) {
                int head = 0;
                for (int index = 0; index < HEAD; index++) {
                    head = head << 8 | form[index] & 0xff;
                }
                formsByHead.computeIfAbsent(head, first -> new ArrayList<>()).add(new Form(canary.name(), form));
                heads[hash(head)] = true;
            }
        }
        longest = canaries.stream().flatMap(canary -> canary.forms().stream()).mapToInt(form -> form.length)
            .max().orElse(1);
        window = new byte[longest + WINDOW];
    }

    /** Reads to the end; {@code part} is where that stands within the place. */
    void read(String part, InputStream in) throws IOException {
        int kept = 0;
        for (int read = fill(in, kept); read > 0; read = fill(in, kept)) {
            bytes += read;
            int end = kept + read;
            look(part, end);
            // What may be the beginning of a form is looked at again, together with what follows.
            kept = Math.min(longest - 1, end);
            System.arraycopy(window, end - kept, window, 0, kept);
        }
    }

    /** Reads a text; whether it has a canary in it. */
    boolean read(String part, String text) throws IOException {
        long before = matches;
        read(part, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return matches > before;
    }

    /** How much it has read. */
    long bytes() {
        return bytes;
    }

    /** What it has found so far. */
    SortedSet<Hit> hits() {
        return hits;
    }

    private int fill(InputStream in, int kept) throws IOException {
        return in.readNBytes(window, kept, WINDOW);
    }

    private void look(String part, int end) {
        int head = 0;
        for (int index = 0; index < end; index++) {
            head = head << 8 | window[index] & 0xff;
            if (index >= HEAD - 1 && heads[hash(head)]) {
                compare(part, head, index - HEAD + 1, end);
            }
        }
    }

    private void compare(String part, int head, int start, int end) {
        for (var form : formsByHead.getOrDefault(head, List.of())) {
            int stop = start + form.bytes().length;
            if (stop <= end && Arrays.equals(window, start, stop, form.bytes(), 0, form.bytes().length)) {
                matches++;
                hits.add(new Hit(form.canary(), part));
            }
        }
    }

    private static int hash(int head) {
        return head * 0x9E3779B1 >>> 16;
    }
}
