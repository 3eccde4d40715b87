package io.vectrail.edge.caller;

import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.vectrail.runtime.tls.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.ssl.SslConnection;

/**
 * TLS toward callers. A signature for each connection that anybody opens is made beside the I/O threads, so that requests under way do not
 * wait for strangers' handshakes.
 */
final class CallerTls implements AutoCloseable {

    /** From the first byte to the agreed keys; a client that is far away needs three journeys. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

    private static final int THREADS = 2;

    private final ServerTls tls;
    private final ShownCertificates certificates;
    private final ThreadPoolExecutor signing;
    private final Duration patience;
    private @Nullable Handshakes handshakes;

    CallerTls(ServerTls tls, ListenerSettings settings) {
        this.tls = tls;
        this.patience = settings.idle().compareTo(MOST_PATIENCE) < 0 ? settings.idle() : MOST_PATIENCE;
        this.certificates = new ShownCertificates(tls);
        this.signing = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.connections()),
                Thread.ofPlatform().name("handshake-", 0).daemon().factory());
        signing.allowCoreThreadTimeOut(true);
    }

    ShownCertificates certificates() {
        return certificates;
    }

    long failedHandshakes() {
        return handshakes == null ? 0 : handshakes.failed();
    }

    /** Bounds the handshakes of the connections that this takes. */
    ChannelListener<StreamConnection> handshakes(ChannelListener<StreamConnection> next) {
        Handshakes bounded = new Handshakes(next, patience);
        handshakes = bounded;
        return bounded;
    }

    AcceptingChannel<SslConnection> accepting(
            XnioWorker worker,
            InetSocketAddress address,
            ChannelListener<? super SslConnection> opened,
            OptionMap options)
            throws IOException {
        UndertowXnioSsl encrypting = new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, tls.context(), signing);
        tls.onChange(encrypting::updateSSLContext);
        return encrypting.createSslConnectionServer(
                worker, address, ChannelListeners.openListenerAdapter(opened), options);
    }

    @Override
    public void close() {
        signing.shutdownNow();
    }
}
