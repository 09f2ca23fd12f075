package io.nullroom.contracts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus, typed; the only class that touches it.
 *
 * <p>Safe on any thread. Who answers or listens is called on the event loop it registered from, and is unregistered
 * with its verticle.
 */
public final class Bus {
    /** How long an answer may take before the service counts as out of reach. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final DeliveryOptions OPTIONS =
        new DeliveryOptions().setCodecName(RecordCodec.NAME);

    private final Vertx vertx;
    private final EventBus events;
    private final BusMeters meters;

    /** The bus of {@code vertx}, with nothing measured; to be made once for each, since it registers the codec. */
    public Bus(Vertx vertx) {
        this(vertx, new CompositeMeterRegistry());
    }

    /** The bus of {@code vertx}, measured in {@code registry}. */
    public Bus(Vertx vertx, MeterRegistry registry) {
        this.vertx = vertx;
        meters = new BusMeters(registry);
        events = vertx.eventBus().registerCodec(new RecordCodec());
    }

    /**
     * Asks somebody who answers at {@code address}; in a cluster see {@link Inquiry}.
     *
     * @return the answer, or a {@link FailureException}: the answerer's own, or {@link Failure#SERVICE_UNAVAILABLE}
     *     where nobody answered within {@link #TIMEOUT}
     */
    public <Q extends Record, R extends Record> Future<R> request(Address<Q, R> address, Q question) {
        var answer = vertx.isClustered()
            ? new Inquiry<>(vertx, address.insistence(), left -> ask(address, question, left)).answer()
            : ask(address, question, TIMEOUT.toMillis());
        return meters.measured(address.request(),
            answer.recover(cause -> FailureException.failed(failureOf(cause))));
    }

    /**
     * Answers what is asked at {@code address}, on the calling context.
     *
     * @return when everybody on the bus can reach the answerer: what ends that, where it should end before its verticle
     */
    public <Q extends Record, R extends Record> Future<Answering> answer(
            Address<Q, R> address, Function<Q, Future<R>> answerer) {
        var consumer = events.<Record>consumer(address.name(), message ->
            answerOf(address, answerer, message)
                .onSuccess(reply -> message.reply(reply, OPTIONS))
                .onFailure(cause -> message.fail(0, FailureException.of(cause).name())));
        return consumer.completion().map(consumer::unregister);
    }

    /** Somebody who answers at an address. */
    @FunctionalInterface
    public interface Answering {

        /** Has it answer no more, so that others at the same address are asked alone. */
        Future<Void> end();
    }

    /** Sends news to everybody who listens; nobody replies. */
    public <Q extends Record> void publish(Address<Q, Done> address, Q news) {
        events.publish(address.name(), news, OPTIONS);
    }

    /**
     * Listens for news at {@code address}, on the calling context.
     *
     * @return when everybody on the bus can reach the listener
     */
    public <Q extends Record> Future<Void> listen(Address<Q, Done> address, Consumer<Q> listener) {
        return events.<Record>consumer(address.name(),
            message -> listener.accept(address.request().cast(message.body()))).completion();
    }

    private <Q extends Record, R extends Record> Future<R> ask(Address<Q, R> address, Q question, long timeoutMillis) {
        var options = new DeliveryOptions().setCodecName(RecordCodec.NAME).setSendTimeout(timeoutMillis);
        return events.<Record>request(address.name(), question, options)
            .map(reply -> address.reply().cast(reply.body()));
    }

    private static <Q extends Record, R extends Record> Future<R> answerOf(
            Address<Q, R> address, Function<Q, Future<R>> answerer, Message<Record> message) {
        return Future.<R>future(promise ->
                answerer.apply(address.request().cast(message.body())).onComplete(promise))
            .onFailure(cause -> {
                if (!(cause instanceof FailureException)) {
                    // The type alone: an exception's text may quote what it choked on.
                    LOG.error("An unforeseen {} while answering at {}", cause.getClass().getName(), address.name());
                }
            });
    }

    private static Failure failureOf(Throwable cause) {
        if (cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
            return Arrays.stream(Failure.values())
                .filter(failure -> failure.name().equals(reply.getMessage()))
                .findAny().orElse(Failure.INTERNAL_ERROR);
        }
        return Failure.SERVICE_UNAVAILABLE;
    }
}
