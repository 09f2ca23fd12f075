package io.nullroom.room;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.nullroom.contracts.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one connection to Redis: commands go down it one behind the other and are answered in that order.
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
    private static final int COMMANDS_IN_FLIGHT = 8192;

    private final Vertx vertx;
    private final int patienceMillis;
    private final Duration renewal;
    private final RedisOptions options;
    private final RedisNews news;
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
    RedisLink(Vertx vertx, Secret url, Duration patience) {
        this(vertx, url, patience, RENEWAL);
    }

    /** One that replaces its connection so long after it was first of use. */
    RedisLink(Vertx vertx, Secret url, Duration patience, Duration renewal) {
        this.vertx = vertx;
        this.renewal = renewal;
        patienceMillis = (int) patience.toMillis();
        options = options(url, patienceMillis);
        news = new RedisNews(url);
        line = connect();
    }

    /** Runs a script, which Redis may or may not know already. */
    Future<Response> run(Script script, List<String> keys, List<String> arguments) {
        renewLater();
        return line().compose(open ->
                ask(open, command(Command.EVALSHA, script.sha1(), keys, arguments)).recover(cause ->
                    isRefusal(cause, "NOSCRIPT")
                        ? ask(open, command(Command.EVAL, script.source(), keys, arguments))
                        : Future.failedFuture(cause)))
            .recover(this::unavailable);
    }

    /** Sends a command. */
    Future<Response> send(Request command) {
        renewLater();
        return line().compose(open -> ask(open, command)).recover(this::unavailable);
    }

    /** Closes the connection when all that is under way has been answered. */
    Future<Void> close() {
        return end().compose(this::drain).otherwiseEmpty();
    }

    private Future<Void> drain(Line open) {
        // Answers keep their order, so the one to a PING comes last; a script that Redis did not know takes two turns.
        return ask(open, Request.cmd(Command.PING))
            .compose(again -> ask(open, Request.cmd(Command.PING)))
            .transform(last -> open.client().close());
    }

    private synchronized Future<Line> end() {
        closed = true;
        line = FailureException.failed(Failure.STORE_UNAVAILABLE);
        return attempt;
    }

    private synchronized Future<Line> line() {
        return line;
    }

    private Future<Response> ask(Line open, Request command) {
        return open.connection().send(command)
            .timeout(patienceMillis, TimeUnit.MILLISECONDS)
            .onSuccess(answer -> proven())
            .onFailure(cause -> {
                if (cause instanceof TimeoutException) {
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
        // A client for each attempt: closing it closes whatever came of the attempt, half open sockets too.
        var client = Redis.createClient(vertx, options);
        attempt = client.connect()
            .timeout(patienceMillis, TimeUnit.MILLISECONDS)
            .onFailure(cause -> {
                news.away(cause);
                client.close();
                connectLater();
            })
            .map(connection -> new Line(client, connection))
            .onSuccess(this::opened)
            .recover(told -> FailureException.failed(Failure.STORE_UNAVAILABLE));
        return attempt;
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
        listen(open);
        line = Future.succeededFuture(open);
        proven = false;
        news.reached();
        DiskCheck.ask(open.connection());
    }

    private void listen(Line open) {
        // With handlers of ours, the client has nothing left that it would print.
        open.connection().handler(stray -> lost(open));
        open.connection().exceptionHandler(cause -> lost(open));
        open.connection().endHandler(end -> lost(open));
        current = Optional.of(open);
    }

    private synchronized void renewLater() {
        if (!renewing) {
            renewing = true;
            vertx.setTimer(renewal.toMillis(), timer -> renew());
        }
    }

    private synchronized void renew() {
        renewing = false;
        current.filter(open -> !closed).ifPresent(old -> {
            var client = Redis.createClient(vertx, options);
            client.connect().timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .onSuccess(connection -> replace(old, new Line(client, connection)))
                .onFailure(away -> {
                    client.close();
                    renewLater();
                });
        });
    }

    /** What was sent on the old one is answered before anything goes down the new one. */
    private synchronized void replace(Line old, Line fresh) {
        if (closed || !current.equals(Optional.of(old))) {
            fresh.client().close();
            return;
        }
        listen(fresh);
        line = drain(old).transform(drained -> Future.succeededFuture(fresh));
        attempt = line;
    }

    private synchronized void lost(Line gone) {
        if (!current.equals(Optional.of(gone))) {
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

    private static boolean isRefusal(Throwable cause, String code) {
        return cause instanceof Response && cause.getMessage().startsWith(code);
    }

    private static Request command(Command eval, String script, List<String> keys, List<String> arguments) {
        var command = Request.cmd(eval).arg(script).arg(keys.size());
        keys.forEach(command::arg);
        arguments.forEach(command::arg);
        return command;
    }

    private static RedisOptions options(Secret url, int connectMillis) {
        return new RedisOptions()
            .setConnectionString(url.value())
            .setNetClientOptions(new NetClientOptions()
                .setConnectTimeout(connectMillis)
                .setTcpKeepAlive(true)
                .setHostnameVerificationAlgorithm("HTTPS"))
            .setMaxPoolSize(1)
            .setPoolCleanerInterval(-1)
            .setMaxWaitingHandlers(COMMANDS_IN_FLIGHT);
    }

    /** A connection, and the client that was made for it alone. */
    private record Line(Redis client, RedisConnection connection) {
    }
}
