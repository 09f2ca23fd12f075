package io.nullroom.turn;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a STUN or TURN server, of a form that browsers take: one that they do not take costs them the
 * connection.
 *
 * @param text the URL
 * @param isTurn whether it is of a TURN server, which asks for credentials
 * @param port the port, where one is named
 */
record IceUrl(String text, boolean isTurn, Optional<Integer> port) {
    private static final int MOST_PORT = 65_535;
    private static final String HOST =
        "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?";
    /** RFC 7064, section 3.1. */
    private static final Pattern STUN = Pattern.compile("stuns?:" + HOST);
    /** RFC 7065, section 3.1, with the two transports that browsers know. */
    private static final Pattern TURN = Pattern.compile("turns?:" + HOST + "(?:\\?transport=(?:udp|tcp))?");

    /** The URL of that text; empty where it is none. */
    static Optional<IceUrl> parse(String text) {
        return parse(text, TURN).or(() -> parse(text, STUN));
    }

    private static Optional<IceUrl> parse(String text, Pattern form) {
        var url = form.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(url.group("port")).map(Integer::valueOf);
        return port.stream().allMatch(number -> number > 0 && number <= MOST_PORT)
            ? Optional.of(new IceUrl(text, form == TURN, port)) : Optional.empty();
    }
}
