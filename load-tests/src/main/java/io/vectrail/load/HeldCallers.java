package io.vectrail.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection for each request, all of which one thread waits for. */
final class HeldCallers implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\"code\":\\s*\"([a-z_]+)\"");

    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);
    private final Selector selector = Selector.open();
    private final Thread waits = Thread.ofPlatform().name("held callers").unstarted(this::read);
    private volatile boolean over;

    private HeldCallers() throws IOException {}

    /** Sends them, one after the other and without waiting for an answer. */
    static HeldCallers send(int port, List<byte[]> requests) throws IOException {
        HeldCallers callers = new HeldCallers();
        callers.waits.start();
        for (byte[] request : requests) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            if (channel.write(ByteBuffer.wrap(request)) != request.length) {
                throw new IOException("the request did not fit into the socket's buffer");
            }
            channel.configureBlocking(false).register(callers.selector, SelectionKey.OP_READ);
        }
        return callers;
    }

    /** How many answers there were, by status, and code where there is one. */
    Map<String, Long> answers() {
        Map<String, Long> sums = new TreeMap<>();
        answers.forEach((what, count) -> sums.put(what, count.sum()));
        return sums;
    }

    long answered() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void await(long count, Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (answered() < count) {
            if (System.nanoTime() > until) {
                throw new IOException(answered() + " of " + count + " were answered within " + patience);
            }
            Thread.sleep(50);
        }
    }

    private void read() {
        try {
            while (!over) {
                selector.select(this::readable, 100);
            }
        } catch (IOException e) {
            count("cannot be waited for: " + e.getMessage());
        }
    }

    /** The first bytes tell; nobody waits for what comes behind them. */
    private void readable(SelectionKey key) {
        received.clear();
        try {
            int bytes = ((SocketChannel) key.channel()).read(received);
            count(bytes < 0 ? "closed" : said(new String(received.array(), 0, bytes, StandardCharsets.ISO_8859_1)));
            key.cancel();
            key.channel().close();
        } catch (IOException e) {
            key.cancel();
            count("broken");
        }
    }

    private static String said(String answer) {
        Matcher code = CODE.matcher(answer);
        return answer.substring(9, 12) + (code.find() ? " " + code.group(1) : "");
    }

    private void count(String what) {
        answers.computeIfAbsent(what, fresh -> new LongAdder()).increment();
    }

    /** All hang up. */
    @Override
    public void close() throws IOException {
        if (!selector.isOpen()) {
            return;
        }
        over = true;
        selector.wakeup();
        try {
            waits.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
