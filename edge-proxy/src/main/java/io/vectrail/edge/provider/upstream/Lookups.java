package io.vectrail.edge.provider.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * Looks names up on threads of their own, since that blocks for as long as the system's resolver likes. Of one name one lookup is under
 * way at a time, for all who need it meanwhile: a name that hangs takes one thread, and no other name waits for it. Thread-safe.
 */
final class Lookups implements AutoCloseable {

    /** Most names that are looked up at once; beyond, none is found. */
    static final int MOST = 64;

    private final Resolver resolver;
    private final Duration patience;
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    /** The system's resolver holds on to its thread, which a virtual one would have to take from all others. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("lookup-", 0).factory());

    /** @param patience for an answer; one that comes later is thrown away */
    Lookups(Resolver resolver, Duration patience) {
        this.resolver = resolver;
        this.patience = patience;
    }

    /**
     * Called on an I/O thread.
     *
     * @param then told once, later on the same thread: the addresses, or none when they were not found in time
     */
    void find(String host, XnioIoThread thread, Consumer<List<InetAddress>> then) {
        CompletableFuture<List<InetAddress>> lookup = underWay.computeIfAbsent(host, this::begin);
        if (lookup.isDone()) {
            underWay.remove(host, lookup);
        }
        CompletableFuture<List<InetAddress>> found = lookup.copy();
        XnioExecutor.Key timer =
                thread.executeAfter(() -> found.complete(List.of()), patience.toMillis(), TimeUnit.MILLISECONDS);
        var _ = found.thenAcceptAsync(
                addresses -> {
                    timer.remove();
                    then.accept(addresses);
                },
                thread);
    }

    private CompletableFuture<List<InetAddress>> begin(String host) {
        CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                List<InetAddress> addresses = addresses(host);
                underWay.remove(host, lookup);
                lookup.complete(addresses);
            });
        } catch (RejectedExecutionException e) {
            lookup.complete(List.of());
        }
        return lookup;
    }

    private List<InetAddress> addresses(String host) {
        try {
            return resolver.addresses(host);
        } catch (UnknownHostException | RuntimeException e) {
            return List.of();
        }
    }

    /** Nothing is found any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
