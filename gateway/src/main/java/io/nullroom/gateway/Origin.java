package io.nullroom.gateway;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where browsers find this server (RFC 6454, without a trailing slash).
 *
 * @param secure https and wss; otherwise http and ws
 * @param authority host, with the port where it is not the scheme's own
 */
record Origin(boolean secure, String authority) {
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    /** A name, an IPv4 address or an IPv6 address in brackets, then perhaps a port (of RFC 3986 what hosts need). */
    private static final Pattern AUTHORITY = Pattern.compile(
        "(?:" + LABEL + "(?:\\." + LABEL + "){0,126}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>[0-9]{1,5}))?");

    /** The origin that a request was sent to, by its Host header; empty where that is not one. */
    static Optional<Origin> ofHost(boolean secure, String host) {
        var parts = AUTHORITY.matcher(host);
        return parts.matches() && isPort(Optional.ofNullable(parts.group("port")).orElse("0"))
            ? Optional.of(new Origin(secure, host)) : Optional.empty();
    }

    /** The origin that {@code text} spells; empty where it has a path or a user, or is neither http nor https. */
    static Optional<Origin> parse(String text) {
        if (text.startsWith("https://")) {
            return ofHost(true, text.substring("https://".length()));
        }
        return text.startsWith("http://") ? ofHost(false, text.substring("http://".length())) : Optional.empty();
    }

    private static boolean isPort(String digits) {
        return Integer.parseInt(digits) <= 65535;
    }

    /** Whether both are one; hosts are compared without regard to case (RFC 6454, 4). */
    boolean isSameAs(Origin other) {
        return secure == other.secure && hasHost(other.authority);
    }

    /** Whether that is its host and port; a port that is the scheme's own may be left out. */
    boolean hasHost(String host) {
        return withPort(authority).equalsIgnoreCase(withPort(host));
    }

    private String withPort(String host) {
        return host.matches(".*:[0-9]+") ? host : host + (secure ? ":443" : ":80");
    }

    /** The same place as WebSocket clients name it. */
    String webSocket() {
        return (secure ? "wss://" : "ws://") + authority;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority;
    }
}
