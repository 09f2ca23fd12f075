package io.nullroom.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What somebody between two people can do to what passes: replay, swap, drop, touch, cut, lengthen, splice. */
final class Disturbance {
    private Disturbance() {
    }

    /** The row with one thing done to it, never to its end alone; {@code others} is where foreign ones come from. */
    static List<byte[]> of(List<byte[]> row, List<List<byte[]>> others, Random random) {
        List<byte[]> wire = new ArrayList<>(row);
        int at = random.nextInt(row.size() - 1);
        switch (random.nextInt(7)) {
            case 0 -> wire.add(at + 1, row.get(random.nextInt(at + 1)));
            case 1 -> Collections.swap(wire, at, at + 1 + random.nextInt(row.size() - 1 - at));
            case 2 -> wire.remove(at);
            case 3 -> wire.set(at, flipped(row.get(at), random.nextInt(Byte.SIZE * row.get(at).length)));
            case 4 -> wire.set(at, Arrays.copyOf(row.get(at), random.nextInt(row.get(at).length)));
            case 5 -> wire.set(at, Arrays.copyOf(row.get(at), row.get(at).length + 1 + random.nextInt(99)));
            default -> wire.add(at, foreign(others, random));
        }
        return wire;
    }

    /** With one bit turned over. */
    static byte[] flipped(byte[] bytes, int bit) {
        var flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return flipped;
    }

    private static byte[] foreign(List<List<byte[]>> others, Random random) {
        var other = others.get(random.nextInt(others.size()));
        return other.get(random.nextInt(other.size()));
    }
}
