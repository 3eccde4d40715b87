package io.vectrail.edge.provider.upstream;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Opens links to one target on one I/O thread. Its name is looked up for each link; the addresses that may be connected to are tried
 * in turn, and nobody looks the name up again on the way.
 *
 * @param http2 see {@link io.vectrail.document.Targets}
 * @param tls null: without TLS
 * @param patience for the TCP connection and the TLS handshake with one address
 */
record Connector(
        URI target,
        boolean http2,
        @Nullable UndertowXnioSsl tls,
        Lookups lookups,
        Duration patience,
        XnioIoThread thread,
        ByteBufferPool buffers) {

    static final int MOST_HEAD_BYTES = 64 * 1024;
    private static final int MOST_ADDRESSES = 8;

    /** What came of it; told once, on the I/O thread. */
    interface Opening {
        void opened(Link link);

        void failed(RetryReason reason);
    }

    void open(Opening opening) {
        lookups.find(host(), thread, found -> dial(found, opening));
    }

    private void dial(List<InetAddress> found, Opening opening) {
        Deque<InetSocketAddress> permitted = new ArrayDeque<>();
        for (InetAddress address : found) {
            if (AddressRule.permits(address) && permitted.size() < MOST_ADDRESSES) {
                permitted.add(new InetSocketAddress(named(address), port()));
            }
        }
        dial(permitted, found.isEmpty() ? RetryReason.NAME : RetryReason.ADDRESS, opening);
    }

    /** @param before why there is no link yet */
    private void dial(Deque<InetSocketAddress> addresses, RetryReason before, Opening opening) {
        InetSocketAddress next = addresses.poll();
        if (next == null) {
            opening.failed(before);
            return;
        }
        new Dial(this, next, new Opening() {
                    @Override
                    public void opened(Link link) {
                        opening.opened(link);
                    }

                    @Override
                    public void failed(RetryReason reason) {
                        dial(addresses, reason, opening);
                    }
                })
                .start();
    }

    /** With the target's name, for TLS: an address that is there is not looked up. One that is written as such has no other name. */
    private InetAddress named(InetAddress address) {
        try {
            return target.getHost().startsWith("[")
                    ? InetAddress.getByAddress(address.getAddress())
                    : InetAddress.getByAddress(host(), address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has as many bytes as an address", e);
        }
    }

    /** Without the brackets that a URI has around an IPv6 address. */
    String host() {
        String host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port() {
        return target.getPort() >= 0 ? target.getPort() : tls == null ? 80 : 443;
    }
}
