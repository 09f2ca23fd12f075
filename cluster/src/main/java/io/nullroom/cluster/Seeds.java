package io.nullroom.cluster;

import io.nullroom.contracts.SettingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where other members may be: names that are looked up anew whenever somebody asks, since what they stand for changes.
 *
 * @param seeds at least one
 */
record Seeds(List<Seed> seeds) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    /** A name, which may stand for many addresses, and the port that they all have. */
    record Seed(String host, int port) {

        private Stream<InetSocketAddress> addresses() {
            try {
                return Stream.of(InetAddress.getAllByName(host)).map(address -> new InetSocketAddress(address, port));
            } catch (UnknownHostException notYet) {
                return Stream.empty();
            }
        }
    }

    /** Reads a list with commas; {@code port} is that of a name that brings none. */
    static Seeds parse(String text, int port) {
        return new Seeds(Stream.of(text.split(",", -1)).map(String::strip).map(name -> seed(name, port)).toList());
    }

    /** Everything that the names stand for now; blocks while it is looked up. */
    List<InetSocketAddress> addresses() {
        return seeds.stream().flatMap(Seed::addresses).distinct().toList();
    }

    private static Seed seed(String text, int fallback) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw refusal();
        }
        int port = parts.group(2) == null ? fallback : Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65535) {
            throw refusal();
        }
        return new Seed(parts.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    private static SettingException refusal() {
        return new SettingException(ClusterConfig.CLUSTER.name() + " must be a DNS name such as nullroom-cluster, or "
            + "several names or addresses with commas between, each perhaps with a port: 10.0.0.1:5701,10.0.0.2:5701.");
    }
}
