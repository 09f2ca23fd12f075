package io.nullroom.contracts;

import static io.nullroom.contracts.Failure.OnCable.GO_AWAY;
import static io.nullroom.contracts.Failure.OnCable.REJECT;
import static io.nullroom.contracts.Failure.OnCable.RETURN;

import java.util.Locale;

/**
 * Everything that can go wrong where another service or a client is told of it: the one table from code to HTTP status,
 * ActionCable message and WebSocket close code (RFC 6455, 7.4.1; RFC 6455 registry for 1012 and 1013).
 *
 * <p>The code is stable and for machines; the text is free and for people. Neither ever names a room or a person.
 */
public enum Failure {
    /** No such room, or no longer. */
    ROOM_NOT_FOUND(404, REJECT, 1000, "There is no such room."),
    /** Two participants have their places already. */
    ROOM_FULL(404, REJECT, 1000, "There is no such room."),
    /** The room's life is over. */
    ROOM_EXPIRED(404, GO_AWAY, 1000, "The room has reached the end of its life."),
    /** The same participant came back on another socket, which has the place now. */
    RESUMED_ELSEWHERE(409, GO_AWAY, 1000, "This place was resumed on another connection."),
    /** This process is going down; another one will take the socket. */
    SERVER_RESTART(503, RETURN, 1012, "The server is restarting."),
    /** The store did not answer in time, or said no to a write. */
    STORE_UNAVAILABLE(503, RETURN, 1013, "The room store is out of reach for now."),
    /** A service did not answer in time. */
    SERVICE_UNAVAILABLE(503, RETURN, 1013, "A part of the server is out of reach for now."),
    /** A fault of ours; the log has the type of the exception and no more. */
    INTERNAL_ERROR(500, RETURN, 1011, "Something went wrong on the server."),

    /** The text is no JSON object, or lacks what its command needs. */
    INVALID_MESSAGE(400, GO_AWAY, 1007, "The message is not what the protocol allows."),
    /** Bytes on a WebSocket that are no frame of RFC 6455, or none that may stand there. */
    INVALID_FRAME(400, GO_AWAY, 1002, "That is no WebSocket frame."),
    /** A cable command other than subscribe, unsubscribe and message. */
    UNKNOWN_COMMAND(400, GO_AWAY, 1008, "The command is unknown."),
    /** An action other than send_signal and initiate_file_transfer. */
    UNKNOWN_ACTION(400, GO_AWAY, 1008, "The action is unknown."),
    /** An identifier of another channel, or of no subscription of this socket. */
    INVALID_IDENTIFIER(400, GO_AWAY, 1008, "The identifier names no subscription that is possible here."),
    /** A binary WebSocket frame; the protocol is text. */
    BINARY_FRAME(415, GO_AWAY, 1003, "Binary frames are not part of the protocol."),
    /** A WebSocket message longer than the limit. */
    MESSAGE_TOO_LARGE(413, GO_AWAY, 1009, "The message is too large."),
    /** A second subscription on a socket that has one. */
    SUBSCRIPTION_LIMIT(409, GO_AWAY, 1008, "One subscription a socket is the limit."),
    /** More than the limit in a time; over HTTP with Retry-After. */
    RATE_LIMITED(429, GO_AWAY, 1008, "Too many requests. Please wait a little."),
    /** More actions than one subscription may ever send. */
    ACTION_LIMIT(429, GO_AWAY, 1008, "The subscription has used up its actions."),
    /** The client does not read what is sent to it, or has said too much in part. */
    SLOW_READER(408, RETURN, 1008, "The connection is too slow to keep up."),
    /** Nothing was heard of the client, not even an answer to a ping. */
    CONNECTION_LOST(408, RETURN, 1001, "The connection has gone silent."),
    /** A socket that never subscribed, or stayed long after its room. */
    IDLE(408, GO_AWAY, 1000, "The socket had no subscription for too long."),
    /** A WebSocket that offers only subprotocols we do not speak. */
    UNSUPPORTED_SUBPROTOCOL(400, GO_AWAY, 1002, "None of the offered subprotocols is spoken here."),

    /** No such page or asset. */
    NOT_FOUND(404, GO_AWAY, 1008, "There is nothing here."),
    /** The path exists, not for this method. */
    METHOD_NOT_ALLOWED(405, GO_AWAY, 1008, "The method is not allowed here."),
    /** The cable without an upgrade to WebSocket. */
    UPGRADE_REQUIRED(426, GO_AWAY, 1008, "This address speaks WebSocket only."),
    /** A web page of somewhere else that wants what only our own may. */
    ORIGIN_NOT_ALLOWED(403, GO_AWAY, 1008, "Pages of that origin may not ask for this."),
    /** A body that is not JSON where JSON is due. */
    UNSUPPORTED_MEDIA_TYPE(415, GO_AWAY, 1008, "The body has to be application/json."),
    /** A request that cannot be understood. */
    INVALID_REQUEST(400, GO_AWAY, 1008, "The request cannot be understood."),
    /** A body over the limit of its route. */
    BODY_TOO_LARGE(413, GO_AWAY, 1009, "The body is too large."),
    /** A live handshake has this identifier already. */
    HANDSHAKE_EXISTS(409, GO_AWAY, 1008, "This handshake is taken."),
    /** No such handshake, or no longer. */
    HANDSHAKE_NOT_FOUND(404, GO_AWAY, 1008, "There is no such handshake.");

    /** What a client on the cable is told. */
    public enum OnCable {
        /** {@code reject_subscription}: final for this room, the socket stays. */
        REJECT,
        /** {@code disconnect} with {@code reconnect:true}: worth another try. */
        RETURN,
        /** {@code disconnect} with {@code reconnect:false}: do not come back. */
        GO_AWAY
    }

    private final int status;
    private final OnCable onCable;
    private final int closeCode;
    private final String text;

    Failure(int status, OnCable onCable, int closeCode, String text) {
        this.status = status;
        this.onCable = onCable;
        this.closeCode = closeCode;
        this.text = text;
    }

    /** The stable machine code, as in {@code {"error":"room_not_found"}} and {@code {"reason":"server_restart"}}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The kind of message on the cable. */
    public OnCable onCable() {
        return onCable;
    }

    /** The WebSocket close code. */
    public int closeCode() {
        return closeCode;
    }

    /** A sentence that may be shown to anybody. */
    public String text() {
        return text;
    }
}
