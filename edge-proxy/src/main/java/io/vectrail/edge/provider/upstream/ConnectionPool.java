package io.vectrail.edge.provider.upstream;

import io.undertow.UndertowOptions;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.XnioIoThread;

/**
 * The connections of one I/O thread to one target. Used by that thread alone, so without locks. New connections are
 * opened from a worker thread, because looking up a name blocks.
 */
final class ConnectionPool {

    /** What a call gets: a connection, or why there is none. */
    interface Lease {
        void ready(ClientConnection connection);

        void failed(String reason);

        /** True when nobody waits for it any more. */
        boolean over();
    }

    private final URI target;
    private final XnioIoThread thread;
    private final ByteBufferPool buffers;
    private final @Nullable UndertowXnioSsl tls;
    private final UpstreamSettings settings;
    private final Deque<ClientConnection> idle = new ArrayDeque<>();
    private final Deque<Lease> waiting = new ArrayDeque<>();
    private int open;

    ConnectionPool(
            URI target,
            XnioIoThread thread,
            ByteBufferPool buffers,
            @Nullable UndertowXnioSsl tls,
            UpstreamSettings settings) {
        this.target = target;
        this.thread = thread;
        this.buffers = buffers;
        this.tls = tls;
        this.settings = settings;
    }

    void lease(Lease lease) {
        ClientConnection reusable = nextIdle();
        if (reusable != null) {
            lease.ready(reusable);
        } else if (open < settings.connectionsPerThread()) {
            open++;
            connect(lease);
        } else if (waiting.size() < settings.waitingPerThread()) {
            waiting.add(lease);
        } else {
            lease.failed("too many requests wait for a connection to it");
        }
    }

    /** Takes a connection back after a whole exchange. */
    void giveBack(ClientConnection connection) {
        if (!connection.isOpen()) {
            return;
        }
        Lease next = nextWaiting();
        if (next != null) {
            next.ready(connection);
        } else {
            idle.addFirst(connection);
        }
    }

    private @Nullable ClientConnection nextIdle() {
        for (ClientConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.isOpen()) {
                return next;
            }
        }
        return null;
    }

    private @Nullable Lease nextWaiting() {
        for (Lease next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
            if (!next.over()) {
                return next;
            }
        }
        return null;
    }

    private void connect(Lease lease) {
        OptionMap options = OptionMap.builder()
                .set(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS")
                .set(UndertowOptions.MAX_HEADER_SIZE, 64 * 1024)
                .getMap();
        ClientCallback<ClientConnection> callback =
                onThread(connection -> opened(lease, connection), failure -> notOpened(lease));
        thread.getWorker().execute(() -> {
            try {
                UndertowClient.getInstance().connect(callback, target, thread, tls, buffers, options);
            } catch (RuntimeException e) {
                // An address that cannot be resolved surfaces here.
                thread.execute(() -> notOpened(lease));
            }
        });
    }

    private void opened(Lease lease, ClientConnection connection) {
        connection.addCloseListener(closed -> {
            // Once the threads stop, nobody leases any more.
            if (!thread.getWorker().isShutdown()) {
                thread.execute(() -> gone(connection));
            }
        });
        if (lease.over()) {
            giveBack(connection);
        } else {
            lease.ready(connection);
        }
    }

    private void notOpened(Lease lease) {
        open--;
        lease.failed("it cannot be connected to");
        // The others wait for the same upstream: let each try for itself.
        Lease next = nextWaiting();
        if (next != null) {
            lease(next);
        }
    }

    private void gone(ClientConnection connection) {
        open--;
        idle.remove(connection);
        Lease next = nextWaiting();
        if (next != null) {
            lease(next);
        }
    }

    void close() {
        idle.forEach(IoUtils::safeClose);
    }

    private ClientCallback<ClientConnection> onThread(
            Consumer<ClientConnection> completed, Consumer<IOException> failed) {
        return new ClientCallback<>() {
            @Override
            public void completed(ClientConnection result) {
                thread.execute(() -> completed.accept(result));
            }

            @Override
            public void failed(IOException failure) {
                thread.execute(() -> failed.accept(failure));
            }
        };
    }
}
