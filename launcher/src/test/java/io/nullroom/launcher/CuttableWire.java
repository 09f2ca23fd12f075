package io.nullroom.launcher;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between two: passes bytes on until it is cut. */
final class CuttableWire implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
    private final NetServer near;

    /** A wire to the server at this port, from a port of its own. */
    CuttableWire(int port) {
        this("localhost", 0, port);
    }

    /** A wire from that port, at an address of this machine, to the server at this one. */
    CuttableWire(String address, int from, int port) {
        near = Patience.await(vertx.createNetServer().connectHandler(person -> {
            person.pause();
            client.connect(port, "localhost")
                .onSuccess(server -> join(person, server)).onFailure(gone -> person.close());
        }).listen(from, address));
    }

    /** Where the person finds the server. */
    String origin() {
        return "http://localhost:" + near.actualPort();
    }

    /** Ends every connection there is, on both sides; new ones work. */
    void cut() {
        ends.forEach(NetSocket::close);
    }

    /** From now on swallows what is said on connections that there are, and keeps them open; new ones work. */
    void fallSilent() {
        ends.forEach(end -> end.handler(lost -> { }));
    }

    @Override
    public void close() {
        Patience.await(vertx.close());
    }

    private void join(NetSocket person, NetSocket server) {
        pass(person, server);
        pass(server, person);
        person.resume();
    }

    private void pass(NetSocket from, NetSocket to) {
        ends.add(from);
        from.handler(to::write);
        from.closeHandler(closed -> {
            ends.remove(from);
            to.close();
        });
    }
}
