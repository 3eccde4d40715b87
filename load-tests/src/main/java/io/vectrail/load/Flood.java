package io.vectrail.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Strangers who send tokens at a rate, no two the same, each with a key id that is known and a signature that is wrong: the dearest kind.
 * From many addresses, so that no limit of one ends the flood, or from one.
 */
final class Flood implements AutoCloseable {

    private static final int STRANGERS = 64;

    /** Of an RSA key of 2,048 bits. */
    private static final int SIGNATURE_BYTES = 256;

    private final int port;
    private final String unsigned;
    private final int addresses;
    private final long pauseNanos;
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final ExecutorService strangers = Executors.newFixedThreadPool(STRANGERS);
    private volatile boolean over;

    private Flood(int port, String token, int addresses, double perSecond) {
        this.port = port;
        this.addresses = addresses;
        this.unsigned = token.substring(0, token.lastIndexOf('.') + 1);
        this.pauseNanos = Math.round(1e9 * STRANGERS / perSecond);
    }

    /**
     * Begins it.
     *
     * @param token one that verifies; its signature is replaced
     * @param addresses that strangers come from, up to 64
     */
    static Flood start(int port, String token, int addresses, double perSecond) {
        Flood flood = new Flood(port, token, addresses, perSecond);
        for (int i = 0; i < STRANGERS; i++) {
            int number = i;
            flood.strangers.execute(() -> flood.come(number));
        }
        return flood;
    }

    /** How many answers there were so far, by status; 0 is none. */
    Map<Integer, Long> answers() {
        Map<Integer, Long> sums = new TreeMap<>();
        answers.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }

    private void come(int number) {
        Random random = new Random();
        long due = System.nanoTime() + pauseNanos * number / STRANGERS;
        while (!over) {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.1." + (1 + number % addresses)), 0));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                while (!over) {
                    for (long left = due - System.nanoTime(); left > 0 && !over; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    due += pauseNanos;
                    socket.getOutputStream().write(Embedding.throughTheEdge(token(random)));
                    count(ClosedLoop.answer(in));
                }
            } catch (IOException e) {
                // The edge closes connections on which nobody is known.
                count(0);
            }
        }
    }

    private void count(int status) {
        answers.computeIfAbsent(status, each -> new LongAdder()).increment();
    }

    private String token(Random random) {
        byte[] signature = new byte[SIGNATURE_BYTES];
        random.nextBytes(signature);
        // Less than any modulus, or it would be refused before it is looked at.
        signature[0] = 0;
        return unsigned + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    @Override
    public void close() {
        over = true;
        strangers.close();
    }
}
