package io.nullroom.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What came of all starts of a scenario. */
final class Results {
    private static final MathContext DIGITS = new MathContext(3);

    private final Map<Contender, List<List<Figure>>> starts = new EnumMap<>(Contender.class);

    /** Keeps the figures of one more start. */
    void add(Contender contender, List<Figure> figures) {
        starts.computeIfAbsent(contender, first -> new ArrayList<>()).add(figures);
    }

    /** Each figure's median and its least and most, and below them the medians' ratios; Markdown. */
    String table() {
        var names = starts.values().iterator().next().get(0).stream().map(Figure::name).toList();
        var rows = new ArrayList<String>();
        rows.add(row("", names.stream()));
        rows.add("| --- |" + " --- |".repeat(names.size()));
        starts.forEach((contender, figures) -> rows.add(row(contender.title(),
            columns(names, column -> cell(values(contender, column))))));
        Contender.RATIOS.forEach(ratio -> ratio(rows, names, ratio.above(), ratio.below()));
        return String.join("\n", rows);
    }

    /** Every figure of every start, for programs. */
    JsonArray json() {
        var all = new JsonArray();
        starts.forEach((contender, several) -> several.forEach(figures -> {
            var start = new JsonObject().put("server", contender.title());
            figures.forEach(figure -> start.put(figure.name(), figure.value()));
            all.add(start);
        }));
        return all;
    }

    private void ratio(List<String> rows, List<String> names, Contender ours, Contender other) {
        if (starts.containsKey(ours) && starts.containsKey(other)) {
            rows.add(row("**" + ours.title() + " / " + other.title() + "**", columns(names, column -> {
                double above = Median.of(values(ours, column));
                double below = Median.of(values(other, column));
                return below == 0 ? "" : String.format(Locale.ROOT, "**%.2f**", above / below);
            })));
        }
    }

    private static Stream<String> columns(List<String> names, IntFunction<String> cell) {
        return IntStream.range(0, names.size()).mapToObj(cell);
    }

    private List<Double> values(Contender contender, int column) {
        return starts.get(contender).stream().map(figures -> figures.get(column).value()).sorted().toList();
    }

    private static String cell(List<Double> sorted) {
        return sorted.get(sorted.size() - 1) == 0 ? "none" : rounded(Median.of(sorted)) + " ("
            + rounded(sorted.get(0)) + " to " + rounded(sorted.get(sorted.size() - 1)) + ")";
    }

    private static String rounded(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).toPlainString();
    }

    private static String row(String title, Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
    }
}
