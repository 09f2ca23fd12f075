package io.nullroom.room;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** TCP ports of this machine, for servers that a test starts. */
final class Ports {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final int LOWEST = 12_000;
    /** Where Linux begins with those for connections; others do so later. */
    private static final int EPHEMERAL = 32_768;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {
    }

    /** One that nobody has: not given before, and not of those that the system gives to connections meanwhile. */
    static int free() {
        return RANDOM.ints(LOWEST, EPHEMERAL).filter(port -> GIVEN.add(port) && isFree(port)).findFirst().orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Waits until a Redis answers there; any answer will do, also that a password is due. */
    static void awaitRedis(int port) {
        long start = System.nanoTime();
        while (!answers(port)) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new IllegalStateException("Redis did not start");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(500);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
