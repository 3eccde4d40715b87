package io.vectrail.edge.provider.upstream;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.vectrail.edge.exchange.UpstreamAnswer;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.xnio.OptionMap;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** Calls upstreams. Call and completion happen on the same I/O thread, that of the caller's connection. */
public final class UpstreamClient implements AutoCloseable {

    private final ByteBufferPool buffers;
    private final UpstreamSettings settings;
    private final UndertowXnioSsl tls;

    /** Each inner map is touched by its own thread alone. */
    private final Map<XnioIoThread, Map<URI, ConnectionPool>> pools = new ConcurrentHashMap<>();

    public UpstreamClient(XnioWorker worker, ByteBufferPool buffers, UpstreamSettings settings) {
        this.buffers = buffers;
        this.settings = settings;
        try {
            this.tls = new UndertowXnioSsl(worker.getXnio(), OptionMap.EMPTY, buffers, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has a default TLS context", e);
        }
    }

    /**
     * Sends the request and reads the whole answer.
     *
     * @return fails with {@link UpstreamFailedException} when none comes
     * @throws IllegalStateException when called off an I/O thread
     */
    public CompletionStage<UpstreamAnswer> call(UpstreamRequest request) {
        XnioIoThread thread = XnioIoThread.currentThread();
        if (thread == null) {
            throw new IllegalStateException("an upstream is called on an I/O thread");
        }
        ConnectionPool pool = pools.computeIfAbsent(thread, fresh -> new HashMap<>())
                .computeIfAbsent(request.target(), target -> pool(target, thread));
        UpstreamCall call = new UpstreamCall(request, pool, thread, buffers);
        return call.start();
    }

    private ConnectionPool pool(URI target, XnioIoThread thread) {
        boolean encrypted = "https".equals(target.getScheme());
        return new ConnectionPool(target, thread, buffers, encrypted ? tls : null, settings);
    }

    /** Closes idle connections; those in use end with their calls. */
    @Override
    public void close() {
        pools.forEach(
                (thread, byTarget) -> thread.execute(() -> byTarget.values().forEach(ConnectionPool::close)));
    }
}
