package io.vectrail.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends requests on a schedule, whatever the answers do, and counts each one's time from the moment when it should have
 * been sent: what a stall keeps from being sent is not left out of the figures. One thread sends, one reads.
 *
 * <pre>
 * IDLE ──due──► ASKED ──whole answer──► IDLE, or ASKED at once when a request waits for a connection
 * </pre>
 */
final class OpenLoop implements AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final Histogram latency = new Histogram(3);
    private final Histogram lateness = new Histogram(3);
    private final Histogram told = new Histogram(3);
    private final Deque<Answering> idle = new ArrayDeque<>();
    private final Deque<Long> due = new ArrayDeque<>();
    private final Selector selector;
    private final byte[] request;
    private long failed;
    private long open;
    private boolean sending = true;

    /**
     * What came of it; times in nanoseconds.
     *
     * @param latency from the time at which a request should have been sent to the last byte of its answer
     * @param lateness of the sending itself: what the generator adds by its own doing
     * @param told the time that the gateway says it added, by its Server-Timing header; empty when nobody sent one
     * @param failed answers other than 200, and those that never came
     */
    record Result(Histogram latency, Histogram lateness, Histogram told, long failed) {}

    private OpenLoop(int port, byte[] request) throws IOException {
        this.request = request;
        this.selector = Selector.open();
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
            Answering connection = new Answering(channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            idle.add(connection);
        }
    }

    static Result run(int port, byte[] request, double perSecond, Duration howLong)
            throws IOException, InterruptedException {
        try (OpenLoop loop = new OpenLoop(port, request)) {
            Thread reader = Thread.ofPlatform().name("answers").start(loop::read);
            loop.send(perSecond, howLong);
            reader.join();
            return new Result(loop.latency, loop.lateness, loop.told, loop.failed + loop.open);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void send(double perSecond, Duration howLong) throws IOException {
        long start = System.nanoTime() + 1_000_000;
        long count = Math.round(perSecond * howLong.toNanos() / 1e9);
        for (long i = 0; i < count; i++) {
            long at = start + Math.round(i * 1e9 / perSecond);
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            synchronized (this) {
                open++;
                due.add(at);
                sendDue();
            }
        }
        synchronized (this) {
            sending = false;
        }
        selector.wakeup();
    }

    /** Under the lock. */
    private void sendDue() throws IOException {
        while (!due.isEmpty() && !idle.isEmpty()) {
            idle.removeFirst().ask(due.removeFirst());
        }
    }

    private void read() {
        long deadline = Long.MAX_VALUE;
        try {
            while (System.nanoTime() < deadline) {
                selector.select(this::readable, 100);
                synchronized (this) {
                    if (!sending && open == 0) {
                        return;
                    }
                    if (!sending && deadline == Long.MAX_VALUE) {
                        deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readable(SelectionKey key) {
        try {
            ((Answering) key.attachment()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection and the answer that it waits for. */
    private final class Answering {

        private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);
        private final SocketChannel channel;
        private long intended;

        private Answering(SocketChannel channel) {
            this.channel = channel;
        }

        private void ask(long at) throws IOException {
            intended = at;
            received.clear();
            lateness.recordValue(Math.max(0, System.nanoTime() - at));
            // Nothing else is on its way here, so the socket's buffer takes it whole.
            if (channel.write(ByteBuffer.wrap(request)) != request.length) {
                throw new IOException("the request did not fit into the socket's buffer");
            }
        }

        private void read() throws IOException {
            if (channel.read(received) < 0) {
                throw new IOException("the connection was closed by its peer");
            }
            AnswerHead head = AnswerHead.of(received.duplicate().flip());
            if (head == null || received.position() < head.length() + head.bodyLength()) {
                return;
            }
            long took = System.nanoTime() - intended;
            synchronized (OpenLoop.this) {
                latency.recordValue(took);
                if (head.toldNanos() >= 0) {
                    told.recordValue(head.toldNanos());
                }
                failed += head.status() == 200 ? 0 : 1;
                open--;
                idle.addLast(this);
                sendDue();
            }
        }
    }
}
