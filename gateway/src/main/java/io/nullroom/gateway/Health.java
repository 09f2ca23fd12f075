package io.nullroom.gateway;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.CheckHealth;
import io.nullroom.contracts.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Says whether every service answers; the room-service does so by a write to its store. */
final class Health {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final RateLimits limits;
    private final HealthChecks checks;

    Health(Vertx vertx, Bus bus, RateLimits limits) {
        this.limits = limits;
        checks = HealthChecks.create(vertx);
        for (var service : CheckHealth.ALL) {
            checks.register(service.name(), TIMEOUT.toMillis(), check ->
                bus.request(service, new CheckHealth()).map(done -> Status.OK())
                    // An answer after the timeout finds the check decided.
                    .onComplete(check::tryComplete, check::tryFail));
        }
    }

    /** {@code GET /up}. */
    void up(RoutingContext context) {
        limits.secondsToWait(RateLimits.Counted.HEALTH, context.request()).ifPresentOrElse(
            seconds -> answer(context, Failure.RATE_LIMITED.status(), "rate_limited"),
            () -> checks.checkStatus().map(CheckResult::isUp).otherwise(false).onSuccess(well ->
                answer(context, well ? 200 : Failure.SERVICE_UNAVAILABLE.status(), well ? "ok" : "error")));
    }

    private static void answer(RoutingContext context, int status, String word) {
        if (status != 200) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        Answers.json(context.request(), status, JsonObject.of("status", word));
    }
}
