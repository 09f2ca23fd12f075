package io.nullroom.room;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one connection to Redis: commands go down it one behind the other. To a cluster it is one to each server.
 *
 * <p>A connection that is lost, or leaves a command unanswered, is dropped and another one opened, with pauses while
 * that fails. Commands wait for the first attempt; once it has failed they fail at once, and none of them opens a
 * connection. So Redis being away costs neither time nor sockets, and its return is noticed after a pause and an
 * attempt at most. All failures are {@link Failure#STORE_UNAVAILABLE}; nothing of a command is ever logged.
 *
 * <p>A connection that was of use is replaced after a while, with nothing lost and in order: the client keeps up to
 * 4 MiB of what it has read on each.
 *
 * <p>Safe on any thread.
 */
final class RedisLink {
    /** How long Redis may take to let us in, and to answer: twice this is less than the bus waits for an answer. */
    static final Duration PATIENCE = Duration.ofMillis(900);

    private static final long PAUSE_MILLIS = 400;
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final RedisConfig config;
    private final long patienceMillis;
    private final Duration renewal;
    private final RedisOptions options;
    private final RedisNews news;
    private final Promise<Void> admission = Promise.promise();
    private final Set<Future<?>> underWay = ConcurrentHashMap.newKeySet();
    /** What commands go down. */
    private Future<Line> line;
    /** The latest attempt to connect: the same, unless nobody is to wait for it. */
    private Future<Line> attempt;
    /** The connection that counts, while there is one: what becomes of others is nobody's concern. */
    private Optional<Line> current = Optional.empty();
    private boolean proven;
    private boolean renewing;
    private boolean closed;

    /** A link that begins to connect, and does not mind when there is no Redis yet. */
    RedisLink(Vertx vertx, RedisConfig config, Duration patience) {
        this(vertx, config, patience, RENEWAL);
    }

    /** One that replaces its connection so long after it was first of use. */
    RedisLink(Vertx vertx, RedisConfig config, Duration patience, Duration renewal) {
        this.vertx = vertx;
        this.config = config;
        this.renewal = renewal;
        patienceMillis = patience.toMillis();
        options = config.options(patience);
        news = new RedisNews(config.url());
        if (!config.requireVolatile()) {
            admission.complete();
        }
        line = connect();
    }

    /**
     * Done when Redis may be used: at once, or, where it has to forget, when it was found that it does.
     *
     * <p>Fails with {@link SettingException} where it does not, or does not answer within {@code wait}.
     */
    Future<Void> admission(Duration wait) {
        return admission.future().timeout(wait.toMillis(), TimeUnit.MILLISECONDS)
            .recover(cause -> Future.failedFuture(cause instanceof SettingException ? cause
                : RedisConfig.notVolatile("Redis has to answer before the start, and is out of reach")));
    }

    /** Runs a script, which Redis may or may not know already. */
    Future<Response> run(Script script, List<String> keys, List<String> arguments) {
        return sent(open -> ask(open, command(Command.EVALSHA, script.sha1(), keys, arguments)).recover(cause ->
            RedisNews.isRefusal(cause, "NOSCRIPT")
                ? ask(open, command(Command.EVAL, script.source(), keys, arguments))
                : Future.failedFuture(cause)));
    }

    /** Sends a command. */
    Future<Response> send(Request command) {
        return sent(open -> ask(open, command));
    }

    /** Closes the connection when all that is under way has been answered. */
    Future<Void> close() {
        return end().compose(open -> Future.join(List.copyOf(underWay)).transform(last -> open.client().close()))
            .otherwiseEmpty();
    }

    /**
     * In one step, or a replacement on another thread finds the line taken and nothing under way on it, and closes it.
     */
    private synchronized Future<Response> sent(Function<Line, Future<Response>> question) {
        renewLater();
        var command = line.compose(question).recover(this::unavailable);
        underWay.add(command);
        return command.onComplete(answered -> underWay.remove(command));
    }

    private synchronized Future<Line> end() {
        closed = true;
        line = FailureException.failed(Failure.STORE_UNAVAILABLE);
        return attempt;
    }

    private Future<Response> ask(Line open, Request command) {
        return open.connection().send(command)
            .timeout(patienceMillis, TimeUnit.MILLISECONDS)
            .onSuccess(answer -> proven())
            .onFailure(cause -> {
                // Who was the master once and is none any more keeps the connection.
                if (cause instanceof TimeoutException || RedisNews.isRefusal(cause, "READONLY")
                    || RedisNews.isRefusal(cause, RedisNews.CLOSED)) {
                    lost(open);
                }
            });
    }

    private <T> Future<T> unavailable(Throwable cause) {
        news.failed(cause);
        return FailureException.failed(Failure.STORE_UNAVAILABLE);
    }

    private synchronized void proven() {
        proven = true;
    }

    private synchronized Future<Line> connect() {
        attempt = open()
            .onFailure(cause -> {
                if (!(cause instanceof SettingException)) {
                    news.away(cause);
                }
                connectLater();
            })
            .onSuccess(this::opened)
            .recover(told -> FailureException.failed(Failure.STORE_UNAVAILABLE));
        return attempt;
    }

    private Future<Line> open() {
        // A client for each attempt: closing it closes whatever came of the attempt, half open sockets too.
        var client = Redis.createClient(vertx, options);
        return client.connect()
            .timeout(patienceMillis, TimeUnit.MILLISECONDS)
            .map(connection -> watched(new Line(client, connection)))
            .compose(this::admitted)
            .onFailure(cause -> client.close());
    }

    /** Said as soon as it is known; waited for only where it has to be good. */
    private Future<Line> admitted(Line open) {
        var flaws = Volatility.ask(config.url().kind(), open.connection())
            .timeout(patienceMillis, TimeUnit.MILLISECONDS)
            .onSuccess(news::found);
        return config.requireVolatile() ? flaws.compose(found -> judged(open, found)) : Future.succeededFuture(open);
    }

    private Future<Line> judged(Line open, Set<Volatility.Flaw> found) {
        if (found.isEmpty()) {
            admission.tryComplete();
            return Future.succeededFuture(open);
        }
        news.leftAlone();
        var refusal = RedisConfig.notVolatile(
            found.stream().map(Volatility.Flaw::text).collect(Collectors.joining("; ")));
        admission.tryFail(refusal);
        return Future.failedFuture(refusal);
    }

    private synchronized void connectLater() {
        if (!closed) {
            line = FailureException.failed(Failure.STORE_UNAVAILABLE);
            vertx.setTimer(PAUSE_MILLIS, timer -> connectAgain());
        }
    }

    private synchronized void connectAgain() {
        if (!closed) {
            connect();
        }
    }

    private synchronized void opened(Line open) {
        if (closed) {
            return;
        }
        current = Optional.of(open);
        line = Future.succeededFuture(open);
        proven = false;
        news.reached();
    }

    private synchronized void renewLater() {
        if (!renewing) {
            renewing = true;
            vertx.setTimer(renewal.toMillis(), timer -> renew());
        }
    }

    private synchronized void renew() {
        current.filter(old -> !closed).ifPresentOrElse(old -> open()
            .onComplete(tried -> renewed())
            .onSuccess(fresh -> replace(old, fresh))
            .onFailure(cause -> {
                if (cause instanceof SettingException) {
                    lost(old);
                } else {
                    renewLater();
                }
            }), this::renewed);
    }

    private synchronized void renewed() {
        renewing = false;
    }

    /** What was sent on the old one is answered before anything goes down the new one. */
    private synchronized void replace(Line old, Line fresh) {
        if (closed || !current.equals(Optional.of(old))) {
            fresh.client().close();
            return;
        }
        current = Optional.of(fresh);
        // A promise: a future that came of the old one would hold it.
        var free = Promise.<Line>promise();
        line = free.future();
        attempt = line;
        Future.join(List.copyOf(underWay)).onComplete(answered -> {
            old.client().close();
            release(free, fresh);
        });
    }

    /** Nothing is sent meanwhile: it would overtake what has waited for the new one. */
    private synchronized void release(Promise<Line> free, Line fresh) {
        free.complete(fresh);
    }

    private Line watched(Line open) {
        // With handlers of ours, the client has nothing left that it would print.
        open.connection().handler(stray -> lost(open));
        open.connection().exceptionHandler(cause -> lost(open));
        open.connection().endHandler(end -> lost(open));
        return open;
    }

    private synchronized void lost(Line gone) {
        if (closed || !current.equals(Optional.of(gone))) {
            return;
        }
        current = Optional.empty();
        gone.client().close();
        // Only a connection that was of use is followed by the next without a pause.
        if (proven) {
            line = connect();
        } else {
            connectLater();
        }
    }

    private static Request command(Command eval, String script, List<String> keys, List<String> arguments) {
        var command = Request.cmd(eval).arg(script).arg(keys.size());
        keys.forEach(command::arg);
        arguments.forEach(command::arg);
        return command;
    }

    /** A connection, and the client that was made for it alone. */
    private record Line(Redis client, RedisConnection connection) {
    }
}
