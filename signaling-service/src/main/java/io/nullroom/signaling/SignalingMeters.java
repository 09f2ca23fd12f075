package io.nullroom.signaling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nullroom.contracts.Failure;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an instance counts. Labels are codes of failures and one word more; nothing of a room or a person.
 *
 * <p>Written on the instance's event loop, read on any thread.
 */
final class SignalingMeters {
    private static final String BY_CLIENT = "closed_by_client";

    private final AtomicInteger sockets;
    private final AtomicInteger places;
    private final AtomicInteger rooms;
    private final Meter.MeterProvider<Counter> ends;
    private final Counter drains;

    SignalingMeters(MeterRegistry registry) {
        sockets = registry.gauge("nullroom.sockets", new AtomicInteger());
        places = registry.gauge("nullroom.places", new AtomicInteger());
        rooms = registry.gauge("nullroom.rooms", new AtomicInteger());
        ends = Counter.builder("nullroom.socket.ends").description("Sockets that ended, by reason")
            .withRegistry(registry);
        drains = Counter.builder("nullroom.drains")
            .description("Times that everybody was let go, to another instance or to come back").register(registry);
    }

    /** So it stands now. */
    void counted(Instance.Census census) {
        sockets.set(census.sockets());
        places.set(census.places());
        rooms.set(census.rooms());
    }

    /** A socket was ended by us. */
    void ended(Failure reason) {
        ends.withTag("reason", reason.code()).increment();
    }

    /** A socket was ended by its client, or by what lies between. */
    void closed() {
        ends.withTag("reason", BY_CLIENT).increment();
    }

    /** Everybody is sent away. */
    void drained() {
        drains.increment();
    }
}
