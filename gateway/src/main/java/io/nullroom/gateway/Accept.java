package io.nullroom.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a client would rather have: the value of Accept or Accept-Encoding (RFC 9110, 12.5.1 and 12.5.3).
 *
 * @param choices in the client's order; those that cannot be understood are left out
 */
record Accept(List<Choice> choices) {

    /** A name, perhaps with wildcards, and how much it is wanted, from 0 (not at all) to 1. */
    private record Choice(String name, double quality) {
        private static final Comparator<Choice> LIKING =
            Comparator.comparingDouble(Choice::quality).thenComparingInt(Choice::precision);
        private static final Choice NEVER = new Choice("", 0);

        boolean covers(String wanted) {
            return name.equals(wanted) || precision() == 0
                || precision() == 1 && wanted.startsWith(name.substring(0, name.length() - 1));
        }

        int precision() {
            return name.equals("*") || name.equals("*/*") ? 0 : name.endsWith("/*") ? 1 : 2;
        }
    }

    /** The choice of a client that sent these header lines; without any it takes everything. */
    static Accept of(List<String> lines) {
        return new Accept(lines.isEmpty() ? List.of(new Choice("*", 1)) : lines.stream()
            .flatMap(line -> Stream.of(line.split(","))).flatMap(Accept::choice).toList());
    }

    /** Whether {@code one} is wanted, and rather than {@code other}: by quality, and where that is equal, by name. */
    boolean prefers(String one, String other) {
        return takes(one) && Choice.LIKING.compare(best(one), best(other)) > 0;
    }

    /** Whether {@code name} may be sent. */
    boolean takes(String name) {
        return best(name).quality() > 0;
    }

    private Choice best(String name) {
        return choices.stream().filter(choice -> choice.covers(name))
            .max(Comparator.comparingInt(Choice::precision)).orElse(Choice.NEVER);
    }

    private static Stream<Choice> choice(String text) {
        var parts = text.split(";");
        var quality = Stream.of(parts).skip(1).map(String::strip)
            .filter(part -> part.matches("[qQ]=[01](\\.[0-9]{0,3})?"))
            .mapToDouble(part -> Double.parseDouble(part.substring(2)))
            .findFirst().orElse(1);
        return parts.length == 0 ? Stream.empty()
            : Stream.of(new Choice(parts[0].strip().toLowerCase(Locale.ROOT), quality));
    }
}
