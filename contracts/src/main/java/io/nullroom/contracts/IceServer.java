package io.nullroom.contracts;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a browser's list of STUN and TURN servers (RTCIceServer of the W3C's WebRTC).
 *
 * @param urls {@code stun:}, {@code turn:} or {@code turns:} URLs
 * @param username of a TURN server
 * @param credential of a TURN server; never printed
 */
public record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {

    /** Keeps a copy of the list. */
    public IceServer {
        urls = List.copyOf(urls);
    }

    @Override
    public String toString() {
        return "IceServer[" + urls.size() + " urls]";
    }
}
