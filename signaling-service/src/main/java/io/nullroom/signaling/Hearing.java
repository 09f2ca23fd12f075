package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How far the other participant has been heard: each notice is taken once, and in order. */
final class Hearing {
    private Optional<TakeOver.Heard> heard = Optional.empty();

    /** Goes on where another socket of the same participant has stopped. */
    void resume(Optional<TakeOver.Heard> before) {
        heard = before;
    }

    /** How far it has come. */
    Optional<TakeOver.Heard> heard() {
        return heard;
    }

    /** Hands the new ones of these to {@code taker}, until it refuses one; the number of the first not taken. */
    long take(TellParticipant news, BiPredicate<Endpoint, Notice> taker) {
        long next = next(news);
        long end = news.first() + news.notices().size();
        while (next < end) {
            var before = heard;
            // Before it is taken: on one instance, what comes of that may bring the same news again meanwhile.
            heard = Optional.of(new TakeOver.Heard(news.from(), next + 1));
            if (!taker.test(news.from(), news.notices().get((int) (next - news.first())))) {
                heard = before;
                return next;
            }
            next = next(news);
        }
        return next;
    }

    private long next(TellParticipant news) {
        return heard.filter(known -> known.from().equals(news.from())).map(TakeOver.Heard::next)
            .map(known -> Math.max(known, news.first())).orElse(news.first());
    }
}
