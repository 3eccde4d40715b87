package io.vectrail.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of the loopback address. */
public final class FreePort {
    /** Below the ports that systems give to outgoing connections: one of those may be taken before its server has started. */
    private static final int LOWEST = 10_240;

    private static final int HIGHEST = 32_767;
    private static final int TRIES = 1000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port that was free a moment ago, and that this JVM has not been given before. */
    public static int any() {
        return IntStream.range(0, TRIES)
                .map(attempt -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1))
                .filter(port -> isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow(() -> new PlatformException("No port from " + LOWEST + " to " + HIGHEST + " is free."));
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
