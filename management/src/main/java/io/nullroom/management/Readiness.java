package io.nullroom.management;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.Service;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whether the services of this process can be given work. */
final class Readiness {
    static final String OK = "ok";
    /** How long a service may think it over. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<String, Service> services;
    /** Set by whoever stops the process. */
    private volatile boolean leaving;

    Readiness(Map<String, Service> services) {
        this.services = services;
    }

    /** From now on they cannot. */
    void leave() {
        leaving = true;
    }

    /** What each of them says: {@link #OK}, or the code of its failure. */
    Future<Map<String, String>> ask() {
        Map<String, Future<String>> answers = new LinkedHashMap<>();
        services.forEach((name, service) -> answers.put(name, leaving
            ? Future.succeededFuture(Failure.SERVER_RESTART.code()) : word(service)));
        return Future.join(List.copyOf(answers.values())).map(all -> {
            Map<String, String> words = new LinkedHashMap<>();
            answers.forEach((name, answer) -> words.put(name, answer.result()));
            return words;
        });
    }

    private static Future<String> word(Service service) {
        return service.health().timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .map(done -> OK)
            .otherwise(cause -> cause instanceof FailureException refusal
                ? refusal.failure().code() : Failure.SERVICE_UNAVAILABLE.code());
    }
}
