package io.nullroom.signaling;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.nullroom.contracts.ConnectionId;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.JoinRoom;
import io.nullroom.contracts.Notice;

/** The texts that the server sends on the cable (ActionCable v1 JSON and the messages of RoomsChannel). */
final class ServerMessages {
    private ServerMessages() {
    }

    /** {@code text} as a JSON string, with its quotes. */
    static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    static String ping(long unixSeconds) {
        return "{\"type\":\"ping\",\"message\":" + unixSeconds + "}";
    }

    static String disconnect(Failure reason) {
        return "{\"type\":\"disconnect\",\"reason\":\"" + reason.code()
            + "\",\"reconnect\":" + (reason.onCable() == Failure.OnCable.RETURN) + "}";
    }

    static String confirmation(String quotedIdentifier) {
        return "{\"identifier\":" + quotedIdentifier + ",\"type\":\"confirm_subscription\"}";
    }

    static String rejection(String quotedIdentifier) {
        return "{\"identifier\":" + quotedIdentifier + ",\"type\":\"reject_subscription\"}";
    }

    static String init(String quotedIdentifier, JoinRoom.Reply place, FileSizeLimit limit) {
        return message(quotedIdentifier, "init", "\"initiator\":" + place.initiator()
            + ",\"connection_id\":\"" + place.connection().value() + '"'
            + ",\"file_sharing\":" + (limit.bytes() > 0) + ",\"file_size_limit\":" + limit.bytes()
            + ",\"ttl_seconds\":" + place.remainingMillis() / 1000
            + ",\"ttl_milliseconds\":" + place.remainingMillis()
            + ",\"resumed\":" + place.replaced().isPresent()
            + ",\"peer_present\":" + place.peer().filter(peer -> peer.present()).isPresent());
    }

    static String peerReady(String quotedIdentifier, ConnectionId peer) {
        return message(quotedIdentifier, "peer_ready",
            "\"initiator\":true,\"connection_id\":\"" + peer.value() + '"');
    }

    static String signal(String quotedIdentifier, Notice.Signal signal) {
        return message(quotedIdentifier, "signal",
            "\"data\":" + signal.data() + ",\"connection_id\":\"" + signal.from().value()
                + "\",\"id\":\"" + signal.id().text() + '"');
    }

    static String peerLeft(String quotedIdentifier, ConnectionId peer) {
        return message(quotedIdentifier, "peer_left", "\"connection_id\":\"" + peer.value() + '"');
    }

    static String roomExpired(String quotedIdentifier) {
        return message(quotedIdentifier, "room_expired", "");
    }

    static String fileTransferAuthorized(String quotedIdentifier) {
        return message(quotedIdentifier, "file_transfer_authorized", "");
    }

    static String fileTransferError(String quotedIdentifier, FileSizeLimit limit) {
        return message(quotedIdentifier, "file_transfer_error",
            "\"error\":\"The file is too large: the limit is " + limit.text() + ".\"");
    }

    private static String message(String quotedIdentifier, String type, String members) {
        return "{\"identifier\":" + quotedIdentifier + ",\"message\":{\"type\":\"" + type + '"'
            + (members.isEmpty() ? "" : "," + members) + "}}";
    }
}
