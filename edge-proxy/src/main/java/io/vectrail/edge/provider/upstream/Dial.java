package io.vectrail.edge.provider.upstream;

import io.undertow.UndertowOptions;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.client.http.HttpClientProvider;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.ssl.SslConnection;

/**
 * One try at one address.
 *
 * <pre>
 * TCP ──► TLS, where it is spoken ──► opened
 *  └───────┴── error, or no more patience ──► failed (what was opened is closed)
 * </pre>
 */
final class Dial {

    private static final String HTTP_2 = "h2";
    private static final String HTTP_1_1 = "http/1.1";

    private static final OptionMap OPTIONS = OptionMap.builder()
            .set(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS")
            .set(UndertowOptions.MAX_HEADER_SIZE, Connector.MOST_HEAD_BYTES)
            .set(UndertowOptions.ENABLE_STATISTICS, true)
            .set(Options.TCP_NODELAY, true)
            .set(Options.KEEP_ALIVE, true)
            .getMap();

    private final Connector connector;
    private final InetSocketAddress address;
    private final Connector.Opening opening;
    private final XnioIoThread thread;
    private boolean over;
    private boolean shakingHands;
    private @Nullable Closeable half;
    private XnioExecutor.@Nullable Key timer;

    /** @param address with the target's name, and not looked up again */
    Dial(Connector connector, InetSocketAddress address, Connector.Opening opening) {
        this.connector = connector;
        this.address = address;
        this.opening = opening;
        this.thread = connector.thread();
    }

    /** On the I/O thread, as is everything that follows. */
    void start() {
        timer = thread.executeAfter(this::failed, connector.patience().toMillis(), TimeUnit.MILLISECONDS);
        UndertowXnioSsl tls = connector.tls();
        if (tls != null) {
            watch(tls.openSslConnection(thread, address, this::secure, OPTIONS));
        } else if (connector.http2()) {
            watch(thread.openStreamConnection(address, this::speakHttp2, OPTIONS));
        } else {
            // Made of an address: nothing is looked up.
            UndertowClient.getInstance()
                    .connect(callback(), literal(address), thread, null, connector.buffers(), OPTIONS);
        }
    }

    private void watch(IoFuture<? extends StreamConnection> connecting) {
        half = connecting::cancel;
        connecting.addNotifier(
                (future, nothing) -> {
                    if (future.getStatus() == IoFuture.Status.FAILED) {
                        onThread(this::failed);
                    }
                },
                null);
    }

    private void secure(SslConnection connection) {
        if (over) {
            IoUtils.safeClose(connection);
            return;
        }
        half = connection;
        shakingHands = true;
        Handshake handshake = new Handshake(connection, thread, protocol -> speak(protocol, connection), this::failed);
        if (connector.http2()) {
            handshake.start(HTTP_2, HTTP_1_1);
        } else {
            handshake.start(HTTP_1_1);
        }
    }

    /** A server that names no protocol speaks HTTP/1.1. */
    private void speak(String protocol, SslConnection connection) {
        if (over) {
            IoUtils.safeClose(connection);
        } else if (protocol.equals(HTTP_2)) {
            speakHttp2(connection);
        } else {
            HttpClientProvider.alpnProtocol(callback(), connector.target(), connector.buffers(), OPTIONS)
                    .getSelected()
                    .handleEvent(connection);
        }
    }

    private void speakHttp2(StreamConnection connection) {
        try {
            opened(new Http2Link(
                    connection, thread, connector.buffers(), connector.target().getScheme(), connector.patience()));
        } catch (IOException e) {
            IoUtils.safeClose(connection);
            failed();
        }
    }

    private void opened(Link link) {
        if (!end()) {
            link.close();
            return;
        }
        opening.opened(link);
    }

    private void failed() {
        if (end()) {
            IoUtils.safeClose(half);
            opening.failed(shakingHands ? RetryReason.HANDSHAKE : RetryReason.CONNECT);
        }
    }

    /** True for the first outcome only. */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        if (timer != null) {
            timer.remove();
        }
        return true;
    }

    private ClientCallback<ClientConnection> callback() {
        return new ClientCallback<>() {
            @Override
            public void completed(ClientConnection result) {
                onThread(() -> opened(new Http1Link(result)));
            }

            @Override
            public void failed(IOException failure) {
                onThread(Dial.this::failed);
            }
        };
    }

    private void onThread(Runnable task) {
        if (thread.equals(Thread.currentThread())) {
            task.run();
        } else {
            thread.execute(task);
        }
    }

    private static URI literal(InetSocketAddress address) {
        try {
            InetAddress bare = InetAddress.getByAddress(address.getAddress().getAddress());
            return new URI("http", null, bare.getHostAddress(), address.getPort(), null, null, null);
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("an address makes a URI", e);
        }
    }
}
