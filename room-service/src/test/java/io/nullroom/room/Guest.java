package io.nullroom.room;

import static io.nullroom.room.Answers.answer;

import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FindPeer;
import io.nullroom.contracts.HoldPlace;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.LeaveRoom;
import io.nullroom.contracts.ReleasePlace;
import io.nullroom.contracts.ResumeDigest;
import io.nullroom.contracts.RoomId;
import io.nullroom.contracts.Turn;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Somebody at the door of a room, with a socket; asks the store and waits for its answer. */
record Guest(RoomStore store, RoomId room, Endpoint endpoint, Optional<ResumeDigest> resume) {

    /** Somebody who can come back. */
    static Guest at(RoomStore store, RoomId room) {
        return new Guest(store, room, socket(), Optional.of(new ResumeDigest("digest-" + UUID.randomUUID())));
    }

    /** Somebody whose client never resumes. */
    Guest whoNeverResumes() {
        return new Guest(store, room, endpoint, Optional.empty());
    }

    Guest onAnotherSocket() {
        return new Guest(store, room, socket(), resume);
    }

    JoinRoom.Reply join() {
        return answer(ask(Optional.empty()));
    }

    /** Joins by a socket whose turn that is. */
    JoinRoom.Reply join(Turn turn) {
        return answer(ask(Optional.of(turn)));
    }

    Failure refusal() {
        return Answers.failure(ask(Optional.empty()));
    }

    Failure refusal(Turn turn) {
        return Answers.failure(ask(Optional.of(turn)));
    }

    LeaveRoom.Reply leave() {
        return answer(store.leave(new LeaveRoom(room, endpoint)));
    }

    HoldPlace.Reply hold() {
        return answer(store.hold(new HoldPlace(room, endpoint)));
    }

    ReleasePlace.Reply release() {
        return answer(store.release(new ReleasePlace(room, endpoint)));
    }

    FindPeer.Reply findPeer() {
        return answer(store.findPeer(new FindPeer(room, endpoint, Optional.empty())));
    }

    private Future<JoinRoom.Reply> ask(Optional<Turn> turn) {
        return store.join(new JoinRoom(room, endpoint, resume, turn), ConnectionId.random());
    }

    private static Endpoint socket() {
        return new Endpoint("instance", UUID.randomUUID().toString());
    }
}
