package io.vectrail.edge.caller;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.ssl.SslConnection;

/**
 * Gives each TLS handshake its time, counts those that fail, and lets none follow on the same connection. Thread-safe.
 *
 * <pre>
 * BEGUN ──both agree──► DONE ──a second one (TLS 1.2 renegotiation)──► CLOSED
 *   └──not believed, no TLS, hung up, time over──► FAILED, CLOSED
 * </pre>
 */
final class Handshakes implements ChannelListener<StreamConnection> {

    private final LongAdder failed = new LongAdder();
    private final ChannelListener<? super StreamConnection> next;
    private final Duration patience;

    /** @param next takes each connection, and reads it */
    Handshakes(ChannelListener<? super StreamConnection> next, Duration patience) {
        this.next = next;
        this.patience = patience;
    }

    /** How many came to no end, or to a bad one. */
    long failed() {
        return failed.sum();
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        if (!(connection instanceof SslConnection encrypted)) {
            next.handleEvent(connection);
            return;
        }
        Handshake handshake = new Handshake(encrypted);
        encrypted.getHandshakeSetter().set(done -> handshake.done());
        next.handleEvent(encrypted);
        ChannelListener<? super StreamConnection> closed = encrypted.getCloseListener();
        encrypted.setCloseListener(ended -> {
            handshake.closed();
            if (closed != null) {
                closed.handleEvent(ended);
            }
        });
        if (!encrypted.isOpen()) {
            handshake.closed();
        }
    }

    private final class Handshake {

        private final SslConnection connection;
        private XnioExecutor.@Nullable Key timer;
        private boolean over;

        Handshake(SslConnection connection) {
            this.connection = connection;
            this.timer = connection
                    .getIoThread()
                    .executeAfter(() -> IoUtils.safeClose(connection), patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        void done() {
            if (end()) {
                return;
            }
            // TLS 1.3 tells of its later messages in the same way; TLS 1.2 could show another certificate now.
            if (!connection.getSslSession().getProtocol().equals("TLSv1.3")) {
                // Not here: the engine is in the middle of reading.
                connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
            }
        }

        void closed() {
            if (end()) {
                failed.increment();
            }
        }

        /** Whether it was under way until now. */
        private synchronized boolean end() {
            boolean first = !over;
            over = true;
            if (timer != null) {
                timer.remove();
                timer = null;
            }
            return first;
        }
    }
}
