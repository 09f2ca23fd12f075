package io.nullroom.room;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisCluster;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks Redis whether it forgets: all that it was given, when its time is over, and nothing before. */
final class Volatility {
    private static final Request SETTINGS =
        Request.cmd(Command.CONFIG).arg("GET").arg("save").arg("appendonly").arg("maxmemory-policy");
    private static final Request REPLICATION = Request.cmd(Command.INFO).arg("replication");

    private final RedisClientType kind;
    private final RedisConnection connection;

    /** What a Redis may do against that; the text says it, and what to do. */
    enum Flaw {
        DISK("Redis writes rooms to its disk; start it with: --save \"\" --appendonly no"),
        COPIES("Redis copies rooms to other machines; run it without replicas"),
        EVICTION("Redis throws rooms away when its memory is full; start it with: --maxmemory-policy noeviction"),
        UNTOLD("Redis does not tell whether it writes rooms to its disk; let its user do: +config|get +info");

        private final String text;

        Flaw(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private Volatility(RedisClientType kind, RedisConnection connection) {
        this.kind = kind;
        this.connection = connection;
    }

    /** What is found of them, at any server of a cluster that takes rooms; fails only where there is no answer. */
    static Future<Set<Flaw>> ask(RedisClientType kind, RedisConnection connection) {
        var redis = new Volatility(kind, connection);
        return Future.all(redis.flaws(SETTINGS, Volatility::ofSettings), redis.flaws(REPLICATION, Volatility::ofCopies))
            .map(both -> {
                var found = EnumSet.noneOf(Flaw.class);
                both.<Set<Flaw>>list().forEach(found::addAll);
                return found;
            });
    }

    private Future<Set<Flaw>> flaws(Request question, Function<Response, Set<Flaw>> reading) {
        return everywhere(question)
            .map(answers -> {
                Set<Flaw> found = EnumSet.noneOf(Flaw.class);
                answers.forEach(answer -> found.addAll(reading.apply(answer)));
                return found;
            })
            .recover(cause -> RedisNews.isRefusal(cause)
                ? Future.succeededFuture(EnumSet.of(Flaw.UNTOLD)) : Future.failedFuture(cause));
    }

    private Future<List<Response>> everywhere(Request question) {
        return kind == RedisClientType.CLUSTER ? RedisCluster.create(connection).onAllMasterNodes(question)
            : connection.send(question).map(List::of);
    }

    private static Set<Flaw> ofSettings(Response answer) {
        var found = EnumSet.noneOf(Flaw.class);
        if (!List.of("save", "appendonly", "maxmemory-policy").stream().allMatch(answer::containsKey)) {
            found.add(Flaw.UNTOLD);
        }
        if (differs(answer, "save", "") || differs(answer, "appendonly", "no")) {
            found.add(Flaw.DISK);
        }
        // Every key of ours has a time to live, so that any policy but this one would choose among rooms in use.
        if (differs(answer, "maxmemory-policy", "noeviction")) {
            found.add(Flaw.EVICTION);
        }
        return found;
    }

    private static boolean differs(Response settings, String name, String wanted) {
        return Optional.ofNullable(settings.get(name)).filter(value -> !value.toString().equals(wanted)).isPresent();
    }

    /** The backlog for replicas outlives the last one by an hour, and in it what was written lately. */
    private static Set<Flaw> ofCopies(Response info) {
        var lines = info.toString().lines().toList();
        if (lines.stream().noneMatch(line -> line.startsWith("connected_slaves:"))) {
            return EnumSet.of(Flaw.UNTOLD);
        }
        return lines.contains("connected_slaves:0") && !lines.contains("repl_backlog_active:1")
            ? EnumSet.noneOf(Flaw.class) : EnumSet.of(Flaw.COPIES);
    }
}
