package io.nullroom.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A program that keeps what it is told, each thing as an object of its kind, until it is told to forget. */
final class Keeper {
    private static final List<Object> KEPT = new ArrayList<>();

    private Keeper() {
    }

    /** Reads lines of a kind and a value, and says when it has done what each asks for. */
    public static void main(String[] none) throws IOException {
        // As small as can be, so that it does not keep what it is told for itself.
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1);
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ", 2);
            switch (words[0]) {
                case "text" -> KEPT.add(words[1]);
                case "wide" -> KEPT.add("€" + words[1]);
                case "uuid" -> KEPT.add(UUID.fromString(words[1]));
                case "address" -> KEPT.add(InetAddress.getByName(words[1]));
                default -> KEPT.clear();
            }
            System.out.println("done");
        }
    }
}
