package io.vectrail.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final String FOLDER = System.getProperty("java.io.tmpdir");
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final FileChannel HELD = held();

    private FreePort() {}

    /**
     * A port that was free a moment ago, and that is given to nobody else of this user's until this JVM ends, also while
     * the program that it is for is down.
     */
    public static int any() {
        return IntStream.range(0, TRIES)
                .map(attempt -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1))
                .filter(port -> GIVEN.add(port) && hold(port) && isFree(port))
                .findFirst()
                .orElseThrow(() -> new PlatformException("No port from " + LOWEST + " to " + HIGHEST + " is free."));
    }

    /** Held by a lock on the byte of the port's number, which the system gives up with the process, however that ends. */
    static boolean hold(int port) {
        try {
            return HELD.tryLock(port, 1, false) != null;
        } catch (IOException e) {
            throw new PlatformException("Port " + port + " cannot be held in a file of " + FOLDER + ".", e);
        }
    }

    private static FileChannel held() {
        Path file = Path.of(FOLDER, "vectrail-ports-" + System.getProperty("user.name"));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new PlatformException(file + " cannot be written, which holds the ports that programs are given.", e);
        }
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
