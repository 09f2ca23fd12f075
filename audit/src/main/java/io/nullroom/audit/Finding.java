package io.nullroom.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What a search of one place came to.
 *
 * @param place the place's name
 * @param bytes how much was read
 * @param hits what was found
 * @param refusal why not all of it could be read; empty where all was
 */
public record Finding(String place, long bytes, SortedSet<Hit> hits, Optional<String> refusal) {

    /** Searches a place. Blocks until it is done. */
    public static Finding in(Place place, List<Canary> canaries) {
        var scan = new Scan(canaries);
        Optional<String> refusal = Optional.empty();
        try {
            place.show(scan);
        } catch (IOException unreadable) {
            refusal = Optional.of(unreadable.getMessage());
        }
        if (refusal.isEmpty() && scan.bytes() == 0) {
            refusal = Optional.of("there is nothing in it");
        }
        return new Finding(place.name(), scan.bytes(), scan.hits(), refusal);
    }

    /** Whether all of it was read and nothing found. */
    public boolean isClean() {
        return hits.isEmpty() && refusal.isEmpty();
    }

    /** Whether that canary is among the hits. */
    public boolean has(String canary) {
        return hits.stream().anyMatch(hit -> hit.canary().equals(canary));
    }

    @Override
    public String toString() {
        var found = hits.isEmpty() ? "nothing" : hits.stream().map(Hit::toString).collect(Collectors.joining(", "));
        return "%-40s %,15d bytes: %s%s".formatted(place, bytes, found,
            refusal.map(why -> "; NOT SEARCHED WHOLLY: " + why).orElse(""));
    }
}
