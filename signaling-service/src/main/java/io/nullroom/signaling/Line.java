package io.nullroom.signaling;

import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;

/**
 * What one participant has to say to the other, in order, until the other's instance has taken it.
 *
 * <p>What is said to another instance in one turn of the event loop makes a batch. One is under way at a time; what is
 * said meanwhile makes the next one. Where a batch is not taken, because the other one is away or its instance is
 * dead, the line is stalled and keeps everything, until it is led to where the other one is now. Bounded, since who
 * speaks may be hostile.
 */
final class Line {
    private static final long RETRY_MILLIS = 1000;
    /** Who refuses at first may only have to hear first who speaks. */
    private static final long HURRY_MILLIS = 50;
    private static final int PARTINGS = 60;
    private static final long UNDER_WAY_MILLIS = 700;

    private final Instance instance;
    private final Endpoint from;
    private final Stalled stalled;
    private final Kept.Part kept;
    private final Backlog waiting;
    private final Recent recent;
    private final Promise<Void> idle = Promise.promise();
    private Optional<Endpoint> to = Optional.empty();
    private long first = 1;
    private int led;
    private int hurried = -1;
    private int partings;
    private boolean gathering;
    private boolean sending;
    private boolean stuck;
    private boolean ended;
    private boolean introduced = true;

    /** Hears that a line is stalled. */
    interface Stalled {

        /** The other's instance did not take what was said, or says even that there is no such socket. */
        void at(Endpoint endpoint, boolean unknown);
    }

    /** A line of the participant at {@code from}, which leads nowhere yet. */
    Line(Instance instance, Endpoint from, Stalled stalled) {
        this.instance = instance;
        this.from = from;
        this.stalled = stalled;
        kept = instance.kept().open();
        waiting = new Backlog(kept);
        recent = new Recent(kept);
    }

    /** Keeps a notice until it is taken; false where too much waits already, unless it was said before. */
    boolean tell(Notice notice, boolean repeated) {
        if (!repeated && !waiting.fits(notice, stuck)) {
            // It may be that the others only wait for the turn to end.
            send();
            if (!waiting.fits(notice, stuck)) {
                return false;
            }
        }
        waiting.add(notice, !repeated);
        gather();
        return true;
    }

    /** An offer and its candidates come at once, as a rule; between instances they cost as one. */
    private void gather() {
        if (to.filter(instance::isElsewhere).isEmpty()) {
            send();
        } else if (!gathering) {
            gathering = true;
            instance.time().soon(() -> {
                gathering = false;
                send();
            });
        }
    }

    /** Has these go before everything else, the first of which says who speaks; for a line that leads nowhere yet. */
    void putFirst(List<Notice> notices) {
        introduced = false;
        waiting.putFirst(notices, true);
    }

    /** Of a former socket, these were taken of late; for a line on which nothing was said. */
    void inherit(List<Notice> taken) {
        taken.forEach(this::keep);
        first += taken.size();
    }

    /** Whether anything is kept of what the other's instance has taken. */
    boolean hasTold() {
        return !recent.isEmpty();
    }

    /** What the other's instance has taken of late. */
    List<Notice> told() {
        return recent.notices();
    }

    /** The other one is there, from now on; what is under way to the same place is not said again. */
    void lead(Endpoint endpoint) {
        if (instance.isElsewhere(endpoint)) {
            instance.watch(from);
        }
        if (to.equals(Optional.of(endpoint))) {
            retry();
            return;
        }
        to = Optional.of(endpoint);
        led++;
        sending = false;
        stuck = false;
        send();
    }

    /** Tries again where it is stalled. */
    void retry() {
        stuck = false;
        send();
    }

    /**
     * Says again what was taken of late, before all that waits: who took it is gone, and its client may not have it.
     *
     * <p>What is under way to wherever the line leads does not count any more.
     */
    void sayAgain() {
        forgetOld();
        var notices = recent.notices();
        recent.clear();
        led++;
        sending = false;
        first -= notices.size();
        waiting.putFirst(notices, false);
    }

    /** What was taken has arrived. */
    void forgetTold() {
        recent.clear();
    }

    /** What was taken long ago has arrived. */
    void forgetOld() {
        recent.forgetOld(instance.time().millis());
    }

    /** There is nobody on the other side any more: what was for them is dropped. */
    void drop() {
        to = Optional.empty();
        led++;
        sending = false;
        stuck = false;
        introduced = true;
        first += waiting.size();
        waiting.clear();
        recent.clear();
    }

    /** Whether the other one knows who speaks. */
    boolean isIntroduced() {
        return introduced;
    }

    boolean isStuck() {
        return stuck;
    }

    boolean hasUntold() {
        return !waiting.isEmpty();
    }

    /** Says one last thing: tried for a while, in the end without what the other one does not take. */
    void part(Notice last) {
        partings = PARTINGS;
        waiting.add(last, true);
        if (stuck) {
            insist();
        } else {
            send();
        }
    }

    /** Who speaks has given the place up: a last thing is said, or what is left is handed over. */
    void placeGone() {
        kept.close();
    }

    /** Sends nothing more; what was not taken, once nothing is under way or that has taken too long. */
    Future<List<Notice>> end() {
        ended = true;
        if (sending) {
            // Said twice rather than never: a signal has an id, and who asks for what is left does not wait for ever.
            instance.time().after(UNDER_WAY_MILLIS, idle::tryComplete);
        } else {
            idle.tryComplete();
        }
        return idle.future().map(done -> waiting.notices());
    }

    private void send() {
        if (to.isEmpty() || sending || stuck || ended || waiting.isEmpty()) {
            return;
        }
        sending = true;
        int road = led;
        var target = to.get();
        var batch = waiting.notices();
        instance.tell(target.instance(), new TellParticipant(target.socket(), from, first, batch))
            .onSuccess(reply -> answered(road, reply, first + batch.size()))
            .onFailure(silent -> answered(road, new TellParticipant.Reply(true, first), first + batch.size()));
    }

    private void answered(int road, TellParticipant.Reply reply, long end) {
        if (road != led) {
            // The other one has moved on: the batch is under way there, numbered as it was.
            return;
        }
        sending = false;
        for (; first < reply.next() && first < end; first++) {
            remember(waiting.remove());
        }
        if (ended) {
            idle.tryComplete();
        } else if (first < end) {
            stuck = true;
            if (partings == 0) {
                hurry(road);
                stalled.at(to.orElseThrow(), !reply.known());
            } else if (reply.known()) {
                insist();
            }
        } else {
            send();
        }
    }

    private void remember(Notice taken) {
        introduced = true;
        if (instance.isPassedOnTo()) {
            keep(taken);
        }
    }

    private void keep(Notice taken) {
        recent.add(taken, instance.time().millis());
        instance.watch(from);
    }

    /** Tries once more soon after the line was led anew. */
    private void hurry(int road) {
        if (hurried != road) {
            hurried = road;
            instance.time().after(HURRY_MILLIS, () -> {
                if (road == led && stuck) {
                    retry();
                }
            });
        }
    }

    private void insist() {
        for (; waiting.size() > 1; first++) {
            waiting.remove();
        }
        if (--partings > 0) {
            instance.time().after(RETRY_MILLIS, this::retry);
        }
    }
}
