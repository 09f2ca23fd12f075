package io.nullroom.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Closes connections that keep the server waiting: each has a deadline, moved on by what it gets done, and none once it
 * has become a WebSocket.
 *
 * <p>One sweep for all rather than a timer each. On its event loop only.
 */
final class Deadlines {
    /** Longer than the 60 s that proxies commonly keep an idle connection, so that they close first. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(75);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration COARSEST = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Duration request;
    private final Ticker ticker;
    private final Map<HttpConnection, Deadline> deadlines = new HashMap<>();
    private final Set<HttpConnection> closing = new HashSet<>();
    /** With what forgets that its end is waited for. */
    private final Map<HttpConnection, Runnable> open = new HashMap<>();
    private final UnreadAnswers unread;

    /** When a connection is to be closed, and the answer it is about; none while nothing is asked for. */
    private record Deadline(long nanos, Optional<HttpServerResponse> answer) {

        boolean isOfWebSocket() {
            return answer.filter(Deadlines::isUpgrade).isPresent();
        }
    }

    Deadlines(Vertx vertx, Duration request, Ticker ticker) {
        this(vertx, request, ticker, UnreadAnswers.MOST);
    }

    /** With connections that should not leave more than that many bytes unread together. */
    Deadlines(Vertx vertx, Duration request, Ticker ticker, long mostUnread) {
        this.vertx = vertx;
        this.request = request;
        this.ticker = ticker;
        unread = new UnreadAnswers(vertx, open::keySet, mostUnread);
    }

    /** How often {@link #sweep()} is due. */
    Duration period() {
        var quarter = request.dividedBy(4);
        return quarter.compareTo(COARSEST) < 0 ? quarter : COARSEST;
    }

    /** A client has connected; it is to send its first request in time. */
    void opened(HttpConnection connection) {
        deadlines.put(connection, new Deadline(ticker.read() + request.toNanos(), Optional.empty()));
        open.put(connection, Connections.whenClosed(connection, () -> dismiss(connection)));
    }

    /** Closes the connection when {@code request} is answered, and has it say so. */
    void closeAfter(HttpServerRequest request) {
        closing.add(request.connection());
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }

    /** Whether more requests are taken; some may have come together with the last one. */
    boolean isOpen(HttpConnection connection) {
        return deadlines.containsKey(connection) && !closing.contains(connection);
    }

    /** The head of a request is here; its body is to follow in time, and its answer to be taken. */
    void began(HttpServerRequest begun) {
        grant(begun, request);
        begun.end().onSuccess(read -> {
            if (begun.response().ended()) {
                rest(begun);
            } else {
                grant(begun, ANSWER);
            }
        });
        begun.response().bodyEndHandler(answered -> {
            if (begun.isEnded()) {
                rest(begun);
            }
            unread.answered(begun.response().bytesWritten());
        });
    }

    /** Closes whoever is late. */
    void sweep() {
        long now = ticker.read();
        var over = deadlines.entrySet().stream().filter(entry -> entry.getValue().nanos() - now < 0).toList();
        for (var entry : over) {
            if (entry.getValue().isOfWebSocket()) {
                dismiss(entry.getKey());
            } else {
                deadlines.remove(entry.getKey());
                Connections.close(vertx, entry.getKey());
            }
        }
    }

    /** It is closed, or has become a WebSocket, and then nothing of it is to be kept as long as that. */
    private void dismiss(HttpConnection connection) {
        deadlines.remove(connection);
        closing.remove(connection);
        Optional.ofNullable(open.remove(connection)).ifPresent(Runnable::run);
    }

    /** Nothing is asked for now; what was asked, and by whom, is not to be kept as long as the connection. */
    private void rest(HttpServerRequest answered) {
        if (isUpgrade(answered.response())) {
            dismiss(answered.connection());
            return;
        }
        if (closing.contains(answered.connection())) {
            Connections.close(vertx, answered.connection());
            return;
        }
        deadlines.replace(answered.connection(), new Deadline(ticker.read() + KEEP_ALIVE.toNanos(), Optional.empty()));
    }

    private static boolean isUpgrade(HttpServerResponse response) {
        return response.getStatusCode() == 101;
    }

    private void grant(HttpServerRequest begun, Duration time) {
        var deadline = new Deadline(ticker.read() + time.toNanos(), Optional.of(begun.response()));
        if (deadline.isOfWebSocket()) {
            dismiss(begun.connection());
        } else {
            deadlines.replace(begun.connection(), deadline);
        }
    }
}
