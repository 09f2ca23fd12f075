package io.nullroom.gateway;

import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a request comes from: the connection's other end, or whom the trusted proxies name.
 *
 * <p>Each proxy adds the address that it was spoken to from at the end of the header, so the header is read from its
 * end. The first address there that is not one of the proxies' is the client; what stands before it the client may have
 * written itself.
 */
final class ClientAddress {
    /**
     * A node of RFC 7239, 6 without its quotes, as other headers have it too: an address, perhaps with a port. Nowhere
     * in it are there two ways to read the same: a client may write it, and send thousands of colons.
     */
    private static final Pattern NODE =
        Pattern.compile("\\[([^]]*)](?::[0-9]+)?|([^:]*)(?::[0-9]+)?|([^\\[\\]]*)");
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)\"?");

    private final List<IpSubnetFilterRule> trusted;
    private final String header;

    ClientAddress(TrustedProxies proxies) {
        trusted = proxies.rules();
        header = proxies.header();
    }

    /** The IP address as text; empty where there is none. */
    String of(HttpServerRequest request) {
        return of(Optional.ofNullable(request.remoteAddress().hostAddress()), request.headers().getAll(header));
    }

    /** The same, by the connection's other end and the lines of the header. */
    String of(Optional<String> otherEnd, List<String> lines) {
        return otherEnd.flatMap(ClientAddress::spelled)
            .map(peer -> isTrusted(peer) ? beyond(peer, lines) : peer)
            .map(InetAddress::getHostAddress).orElse("");
    }

    /** The last hop that is no proxy of ours, or the last proxy before something that is no address. */
    private InetAddress beyond(InetAddress proxy, List<String> lines) {
        var hops = lines.stream().flatMap(line -> Stream.of(line.split(","))).collect(Collectors.toList());
        Collections.reverse(hops);
        var known = proxy;
        for (var hop : hops) {
            var address = node(hop).flatMap(ClientAddress::address);
            if (address.isEmpty()) {
                return known;
            }
            known = address.get();
            if (!isTrusted(known)) {
                return known;
            }
        }
        return known;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.matches(new InetSocketAddress(address, 0)));
    }

    private Optional<String> node(String hop) {
        if (header.equals(TrustedProxies.X_FORWARDED_FOR)) {
            return Optional.of(hop.strip());
        }
        var parameter = FOR.matcher(hop);
        return parameter.find() ? Optional.of(parameter.group(1).strip()) : Optional.empty();
    }

    /** No name is ever looked up: only what spells an address is one. An IPv4 address in IPv6 clothes is that one. */
    private static Optional<InetAddress> address(String text) {
        var node = NODE.matcher(text);
        return Optional.of(node).filter(spelled -> spelled.matches())
            .flatMap(spelled -> Stream.of(spelled.group(1), spelled.group(2), spelled.group(3))
                .filter(group -> group != null).findFirst())
            .flatMap(ClientAddress::spelled);
    }

    private static Optional<InetAddress> spelled(String address) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(address)).map(ClientAddress::ofBytes);
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 bytes or 16", impossible);
        }
    }
}
