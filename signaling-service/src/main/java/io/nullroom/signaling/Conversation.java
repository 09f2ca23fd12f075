package io.nullroom.signaling;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.Notice;
import io.nullroom.contracts.Peer;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What passes between a participant and the other one: who the other one is, what it is told, and what it says.
 *
 * <p>What is said to it goes by the {@link Line}, which keeps what cannot be told. What it says is refused while the
 * participant's place is held: the one who says it keeps it.
 */
final class Conversation implements Search.Seeker {
    private final Instance instance;
    private final Place place;
    private final Channel channel;
    private final Claim claim;
    private final Line line;
    private final Search search;
    private final Hearing hearing = new Hearing();
    private Optional<ConnectionId> missed = Optional.empty();
    private Optional<Peer> peer = Optional.empty();
    /** Nothing is heard before the other one knows that it is to say some of it again. */
    private boolean awaitsRepetition;

    /** Of the participant who has {@code place}, and nobody yet. */
    Conversation(Instance instance, Place place, RoomId room, Claim claim) {
        this.instance = instance;
        this.place = place;
        this.claim = claim;
        channel = place.channel();
        search = new Search(instance, room, place.endpoint(), this);
        line = new Line(instance, place.endpoint(), (target, unknown) ->
            search.begin(Optional.of(target).filter(nowhere -> unknown)));
    }

    /** The other one is there, as the room-service says. */
    void with(Optional<Peer> other) {
        peer = other;
    }

    /** Says first who speaks, then what a former socket has left to say; that socket's hearing is gone on with. */
    void begin(Notice self, TakeOver.Reply left) {
        hearing.resume(left.heard());
        introduce(self, left.told(), left.untold());
        left.missed().ifPresent(channel::peerLeft);
    }

    /**
     * Goes on for a client that has noticed nothing.
     *
     * @param left what a former socket has left to say that the client does not say again
     */
    void goOn(Peer self, List<Notice> left) {
        awaitsRepetition = peer.isPresent();
        introduce(new Notice.PeerResumed(self, true), List.of(), left);
        channel.standing().peer().filter(known -> !isWith(known)).ifPresent(channel::peerLeft);
    }

    private void introduce(Notice self, List<Notice> told, List<Notice> untold) {
        List<Notice> first = new ArrayList<>();
        first.add(self);
        first.addAll(signals(untold));
        peer.ifPresent(other -> {
            line.inherit(signals(told));
            line.putFirst(first);
            line.lead(other.endpoint());
        });
    }

    /** Of what a former socket has left, since it has spoken of itself as well. */
    private static List<Notice> signals(List<Notice> left) {
        return left.stream().filter(Notice.Signal.class::isInstance).toList();
    }

    /** Whether something would be lost if the instance ended now. */
    boolean isUnsettled() {
        return peer.isPresent() && line.hasUntold();
    }

    /** Passes a signal on, which may have been said before; to nobody, where nobody is there. */
    void signal(Notice.Signal signal, boolean repeated) {
        if (peer.isPresent() && !line.tell(signal, repeated)) {
            // Whoever comes back could not be told what it missed: better a clean end than a hole.
            var away = peer.get().endpoint();
            claim.expel(away).onSuccess(reply -> gone(reply.roomEnded()));
            instance.takeOver(away);
        }
    }

    /** News from the other one. */
    TellParticipant.Reply hear(TellParticipant news) {
        long next = hearing.take(news, this::takes);
        return new TellParticipant.Reply(!place.isGivenUp(), next);
    }

    /** The place is given up. */
    void placeGone() {
        line.placeGone();
    }

    /** Ends, and leaves this to whoever has the place now. */
    Future<TakeOver.Reply> handOver() {
        return line.end().map(untold -> new TakeOver.Reply(untold, line.told(), missed, hearing.heard()));
    }

    /** A moment has passed: is the other one's instance still there? False where nothing is kept and it is our own. */
    boolean watch() {
        line.forgetOld();
        peer.filter(other -> instance.misses(other.endpoint())).ifPresent(silent -> search.begin(Optional.empty()));
        return line.hasTold() || peer.filter(other -> instance.isElsewhere(other.endpoint())).isPresent();
    }

    /** The other one is told that the participant has left. */
    void farewell(LeaveRoom.Reply reply) {
        reply.leaver().ifPresent(leaver -> reply.peer().or(() -> peer).ifPresent(other -> {
            if (!listensTo(other.endpoint())) {
                line.lead(other.endpoint());
            }
            line.part(new Notice.PeerLeft(leaver, reply.roomEnded()));
        }));
    }

    /**
     * What became of a leave whose answer was lost. Whoever has taken the place back meanwhile is still there; else it
     * has worked.
     */
    Future<LeaveRoom.Reply> lostAnswer(RoomId room, ConnectionId self) {
        if (peer.isEmpty()) {
            return Future.succeededFuture(LeaveRoom.Reply.NOTHING_LEFT);
        }
        return instance.rooms().findPeer(new FindPeer(room, peer.get().endpoint(), Optional.empty()))
            .map(seen -> seen.peer().filter(known -> known.connection().equals(self)).isPresent()
                ? LeaveRoom.Reply.NOTHING_LEFT : new LeaveRoom.Reply(Optional.of(self), peer, !seen.placed()))
            .otherwise(new LeaveRoom.Reply(Optional.of(self), peer, false));
    }

    private boolean isWith(ConnectionId other) {
        return peer.filter(known -> known.connection().equals(other)).isPresent();
    }

    private boolean listensTo(Endpoint from) {
        return peer.filter(other -> other.endpoint().equals(from)).isPresent();
    }

    /** Whether the notice is dealt with; else its sender keeps it. */
    private boolean takes(Endpoint from, Notice notice) {
        if (place.isGivenUp()) {
            return false;
        }
        if (notice instanceof Notice.Signal signal) {
            return place.isTaken() && listensTo(from) && !(awaitsRepetition && !line.isIntroduced())
                && channel.signal(signal);
        }
        if (notice instanceof Notice.PeerLeft left) {
            peerLeft(left);
            return true;
        }
        return notice instanceof Notice.PeerJoined joined ? meets(joined.peer(), true)
            : notice instanceof Notice.PeerResumed resumed && resumes(resumed);
    }

    private boolean resumes(Notice.PeerResumed resumed) {
        if (resumed.continued()) {
            line.sayAgain();
            // What it has said before comes again by its gateway.
            awaitsRepetition = false;
        } else {
            line.forgetTold();
        }
        return meets(resumed.peer(), false);
    }

    /** The other one is there: somebody new, or the same again on another socket, which this client is not told. */
    private boolean meets(Peer other, boolean enters) {
        if (isWith(other.connection())) {
            peer = Optional.of(other);
            line.lead(other.endpoint());
            return !enters || channel.peerReady(other.connection());
        }
        if (!place.isTaken()) {
            return false;
        }
        peer.ifPresent(former -> channel.peerLeft(former.connection()));
        peer = Optional.of(other);
        line.drop();
        line.lead(other.endpoint());
        return channel.peerReady(other.connection());
    }

    private void peerLeft(Notice.PeerLeft left) {
        if (peer.map(other -> other.connection().equals(left.connection())).orElse(left.roomEnded())) {
            peer = Optional.empty();
            line.drop();
            if (place.isHeld()) {
                missed = Optional.of(left.connection());
            } else {
                channel.peerLeft(left.connection());
            }
            if (left.roomEnded()) {
                place.giveUp();
            }
        }
    }

    @Override
    public Optional<Peer> missing() {
        return peer.filter(other -> !place.isGivenUp() && (line.isStuck() || instance.misses(other.endpoint())));
    }

    @Override
    public void found(Peer other) {
        if (listensTo(other.endpoint())) {
            line.retry();
        } else {
            meets(other, false);
        }
    }

    @Override
    public void gone(boolean roomEnded) {
        // A held place that is not to be found may have moved on: the next socket comes for what is left here.
        peer.filter(other -> place.isTaken() || place.isHeld() && !roomEnded)
            .ifPresent(other -> peerLeft(new Notice.PeerLeft(other.connection(), roomEnded)));
    }

    @Override
    public void cutOff() {
        place.cutOff();
    }
}
