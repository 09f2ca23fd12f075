package io.nullroom.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** The landing page, again and again. */
final class Pages implements Scenario {
    private static final int WARM = 20_000;
    private static final int MEASURED = 20_000;
    private static final double MICROSECONDS = 1e6;
    private static final double KILOBYTE = 1000;

    @Override
    public String name() {
        return "static";
    }

    @Override
    public String meaning() {
        return "GET /, not compressed, over " + Visitors.ABREAST
            + " connections that stay open; the references serve 4 KB from memory.";
    }

    @Override
    public void warm(Visitors visitors, Target target, Work work) {
        fetch(visitors, work.of(WARM));
    }

    @Override
    public List<Figure> measure(Visitors visitors, Target target, Work work) {
        int pages = work.of(MEASURED);
        var page = visitors.await(() -> visitors.page("/"));
        var cost = target.costOf(() -> fetch(visitors, pages));
        return List.of(
            new Figure("CPU µs a page", cost.server() * MICROSECONDS / pages),
            new Figure("pages a second", pages / cost.elapsed()),
            new Figure("KB a page", page.length() / KILOBYTE));
    }

    private static void fetch(Visitors visitors, int pages) {
        var first = visitors.await(() -> visitors.page("/"));
        visitors.repeat(pages, () -> visitors.page("/").compose(page -> same(first, page)));
    }

    private static Future<Void> same(Buffer first, Buffer page) {
        Violation.unless(first.equals(page), "a page is not always the same");
        return Future.succeededFuture();
    }
}
