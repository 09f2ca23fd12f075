package io.nullroom.launcher;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The client of the npm package {@code @rails/actioncable}, unchanged, in a page of ours. */
final class StockClient {
    private static final String PLACE = "/assets/stock/actioncable.esm.js";
    private static final Path PACKAGE = Programs.repository().resolve(
        "web-assets/node_modules/@rails/actioncable/app/assets/javascripts/actioncable.esm.js");

    private final Page page;

    private StockClient(Page page) {
        this.page = page;
    }

    /** Subscribes from this person's browser. */
    static StockClient subscribes(Person person, Map<String, String> identifier) {
        person.page().route("**" + PLACE,
            route -> route.fulfill(new Route.FulfillOptions().setPath(PACKAGE).setContentType("text/javascript")));
        person.visits("/");
        person.page().evaluate("""
            async ([place, identifier]) => {
              const { createConsumer } = await import(place);
              const events = [];
              const note = (event) => (detail) => events.push({ event, detail });
              const consumer = createConsumer('/cable');
              const channel = consumer.subscriptions.create(identifier, {
                connected: note('connected'),
                disconnected: note('disconnected'),
                rejected: note('rejected'),
                received: (message) => events.push({ event: message.type, detail: message }),
              });
              window.stock = { consumer, channel, events };
            }""", List.of(PLACE, identifier));
        return new StockClient(person.page());
    }

    /** Waits for that many events of this name: {@code connected}, {@code rejected}, or the type of a message. */
    StockClient hears(String event, int count) {
        page.waitForFunction("([event, count]) => stock.events.filter((one) => one.event === event).length >= count",
            List.of(event, count));
        return this;
    }

    /** What came with the newest event of this name. */
    Map<?, ?> last(String event) {
        return (Map<?, ?>) page.evaluate(
            "(event) => stock.events.findLast((one) => one.event === event).detail", event);
    }

    /** The names of all events so far. */
    List<?> events() {
        return (List<?>) page.evaluate("stock.events.map(({ event }) => event)");
    }

    /** Sends signals, one for each number from 1 up to {@code last}. */
    void signals(int last) {
        page.evaluate("""
            (last) => {
              for (let number = 1; number <= last; number += 1) {
                stock.channel.perform('send_signal', { data: { number } });
              }
            }""", last);
    }

    /** The numbers of the signals that came, as they came. */
    List<?> numbers() {
        return (List<?>) page.evaluate(
            "stock.events.filter(({ event }) => event === 'signal').map(({ detail }) => detail.data.number)");
    }

    /** Asks the server's gate for a file of this many bytes. */
    void asksToSend(int bytes) {
        page.evaluate("(size) => stock.channel.perform('initiate_file_transfer', "
            + "{ metadata: { file_size: size, file_name: 'ignored.txt' } })", bytes);
    }

    /** Gives the place up. */
    void unsubscribes() {
        page.evaluate("stock.channel.unsubscribe()");
    }

    /** Does what the browser does when its tab comes into sight, at which the client looks after a dead connection. */
    void comesIntoSight() {
        page.evaluate("dispatchEvent(new Event('visibilitychange'))");
    }

    /** Whether the client takes its connection for alive. */
    boolean alive() {
        return (boolean) page.evaluate("stock.consumer.connection.isOpen() && "
            + "!stock.consumer.connection.monitor.connectionIsStale()");
    }
}
