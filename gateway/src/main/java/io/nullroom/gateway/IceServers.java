package io.nullroom.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.IssueIceServers;
import io.nullroom.contracts.IssueIceServers.Reply;
import io.vertx.core.Future;
import java.util.List;

/**
 * The STUN and TURN servers for who comes into a room; what everybody gets alike is not asked for each time.
 *
 * <p>On its event loop only.
 */
final class IceServers {
    /** A room without a relay is better than none: most people can reach each other directly. */
    private static final Reply NONE = new Reply(List.of(), false);

    private final Bus bus;
    private final Ticker ticker;
    private Reply known = NONE;
    private long knownAt;

    /** Those that the turn-broker on {@code bus} has. */
    IceServers(Bus bus, Ticker ticker) {
        this.bus = bus;
        this.ticker = ticker;
    }

    /** The servers for somebody whose room lives so long; none where the broker says nothing, but never a failure. */
    Future<List<IceServer>> issue(long remainingMillis) {
        if (known.alike() && ticker.read() - knownAt < IssueIceServers.ALIKE_FOR.toNanos()) {
            return Future.succeededFuture(known.iceServers());
        }
        return bus.request(IssueIceServers.ADDRESS, new IssueIceServers(remainingMillis)).otherwise(NONE)
            .map(this::know);
    }

    private List<IceServer> know(Reply reply) {
        // Credentials are kept by nobody but who has made them, not even those that everybody gets.
        known = reply.alike() && reply.iceServers().stream().allMatch(server -> server.credential().isEmpty())
            ? reply : NONE;
        knownAt = ticker.read();
        return reply.iceServers();
    }
}
