package io.nullroom.signaling;

import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import java.nio.charset.StandardCharsets;

/** How much a socket may still say: messages of a size, so many a second, and so many actions a subscription. */
final class Budget {
    private final SignalingConfig config;
    private double messages;
    private long filledAt;
    private int actions;

    /** A full budget, at {@code now} on the clock of {@link Time#millis()}. */
    Budget(SignalingConfig config, long now) {
        this.config = config;
        messages = config.actionsPerSecond();
        filledAt = now;
    }

    /** Lets a message of the size pass; throws {@link Failure#MESSAGE_TOO_LARGE} where it is longer. */
    void check(String message) {
        int bytes = config.messageBytes();
        // A char takes one to three bytes; most messages need no counting.
        if (message.length() > bytes || message.length() * 3L > bytes
            && message.getBytes(StandardCharsets.UTF_8).length > bytes) {
            throw new FailureException(Failure.MESSAGE_TOO_LARGE);
        }
    }

    /** Takes one message out; throws {@link Failure#RATE_LIMITED} where there is none. */
    void spendMessage(long now) {
        var gained = (now - filledAt) * config.actionsPerSecond() / 1000.0;
        messages = Math.min(config.actionsPerSecond(), messages + gained);
        filledAt = now;
        if (messages < 1) {
            throw new FailureException(Failure.RATE_LIMITED);
        }
        messages--;
    }

    /** Takes one action out of the subscription's; throws {@link Failure#ACTION_LIMIT} where there is none. */
    void spendAction() {
        actions++;
        if (actions > config.actionsPerSubscription()) {
            throw new FailureException(Failure.ACTION_LIMIT);
        }
    }

    /** A new subscription starts with none of its actions used. */
    void subscribed() {
        actions = 0;
    }
}
