package io.vectrail.edge.provider.upstream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * The links of one I/O thread to one target. Used by that thread alone, so without locks. A link that carries many calls is filled
 * before another is opened; of the others, each waiting call opens one.
 */
final class ConnectionPool implements Connector.Opening {

    /** What a call gets: a link, or why there is none. */
    interface Lease {
        void ready(Pooled pooled);

        void failed(RetryReason reason);

        /** As many calls wait for a link as may. */
        void full();
    }

    /** A link and what the pool knows of it. */
    static final class Pooled {
        private final Link link;
        private int calls;
        private boolean listed;
        private boolean kept;
        private long usedNanos;

        private Pooled(Link link) {
            this.link = link;
        }

        Link link() {
            return link;
        }

        /** Whether it has served before: the other side may have closed it since. */
        boolean kept() {
            return kept;
        }
    }

    private final Connector connector;
    private final TargetStanding standing;
    private final XnioIoThread thread;
    private final UpstreamSettings settings;
    private final LongSupplier nanos;

    /** Those that take another call, the last used first. */
    private final Deque<Pooled> free = new ArrayDeque<>();

    private final Deque<Lease> waiting = new ArrayDeque<>();

    /** All that are open, in use or not. */
    private final Set<Pooled> links = new HashSet<>();

    private int opening;

    /** Links that are listed on the next turn. */
    private int settling;

    private boolean carriesMany;
    private boolean sweeping;
    private boolean closed;

    /**
     * @param standing told of each connection that does not come about, however many calls wait for it
     * @param nanos monotonic clock
     */
    ConnectionPool(Connector connector, TargetStanding standing, UpstreamSettings settings, LongSupplier nanos) {
        this.connector = connector;
        this.standing = standing;
        this.thread = connector.thread();
        this.settings = settings;
        this.nanos = nanos;
        this.carriesMany = connector.http2();
    }

    void lease(Lease lease) {
        Pooled next = nextFree();
        if (next != null) {
            hand(next, lease);
        } else if (waiting.size() < settings.waitingPerThread()) {
            waiting.add(lease);
            openForThoseThatWait();
        } else {
            lease.full();
        }
    }

    /** Nobody waits for it any more. */
    void forget(Lease lease) {
        waiting.remove(lease);
    }

    /**
     * Takes a link back after a whole exchange. One that carries a single call is not handed out before the thread's next turn: what came
     * behind the answer, in the same packet, is seen by then, and the link closed. It would be taken for the next call's answer.
     */
    void giveBack(Pooled pooled) {
        giveBack(pooled, pooled.link.mostCalls() == 1);
    }

    /** Takes a link back on which nothing was sent: it is as it was. */
    void giveBackUnused(Pooled pooled) {
        giveBack(pooled, false);
    }

    private void giveBack(Pooled pooled, boolean settles) {
        pooled.calls--;
        pooled.kept = true;
        pooled.usedNanos = nanos.getAsLong();
        if (closed && pooled.calls == 0) {
            pooled.link.close();
        } else if (settles && pooled.link.open()) {
            settling++;
            thread.execute(() -> settled(pooled));
        } else if (pooled.link.open()) {
            list(pooled);
            serve();
        } else {
            openForThoseThatWait();
        }
    }

    private void settled(Pooled pooled) {
        settling--;
        if (closed) {
            pooled.link.close();
        } else if (pooled.link.open()) {
            list(pooled);
            serve();
        }
        openForThoseThatWait();
    }

    /** Closes what is kept: one of them turned out to be closed by the other side, and the others may be as well. */
    void discardKept() {
        List<Pooled> kept = new ArrayList<>(free);
        kept.stream().filter(pooled -> pooled.calls == 0).forEach(pooled -> pooled.link.close());
    }

    void close() {
        closed = true;
        discardKept();
    }

    private void hand(Pooled pooled, Lease lease) {
        pooled.calls++;
        if (pooled.calls >= pooled.link.mostCalls()) {
            free.removeFirst();
            pooled.listed = false;
        }
        lease.ready(pooled);
    }

    private void list(Pooled pooled) {
        if (!pooled.listed) {
            free.addFirst(pooled);
            pooled.listed = true;
        }
        sweepLater();
    }

    private void sweepLater() {
        if (!sweeping && !free.isEmpty() && !thread.getWorker().isShutdown()) {
            sweeping = true;
            thread.executeAfter(this::sweep, settings.idle().toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** Closes those that were idle for too long: the last of the list was used longest ago. */
    private void sweep() {
        sweeping = false;
        for (Pooled last = free.peekLast(); last != null && idle(last); last = free.peekLast()) {
            free.removeLast();
            last.listed = false;
            last.link.close();
        }
        sweepLater();
    }

    private boolean idle(Pooled pooled) {
        return pooled.kept
                && pooled.calls == 0
                && nanos.getAsLong() - pooled.usedNanos > settings.idle().toNanos();
    }

    /** The first link that takes a call; what takes none is no longer listed. */
    private @Nullable Pooled nextFree() {
        for (Pooled next = free.peekFirst(); next != null; next = free.peekFirst()) {
            boolean idle = idle(next);
            if (!idle && next.link.open() && next.calls < next.link.mostCalls()) {
                return next;
            }
            free.removeFirst();
            next.listed = false;
            if (idle) {
                next.link.close();
            }
        }
        return null;
    }

    private void serve() {
        while (!waiting.isEmpty()) {
            Pooled next = nextFree();
            if (next == null) {
                return;
            }
            hand(next, waiting.removeFirst());
        }
    }

    private void openForThoseThatWait() {
        while (opening + settling < wanted() && links.size() + opening < settings.connectionsPerThread()) {
            opening++;
            connector.open(this);
        }
    }

    private int wanted() {
        return carriesMany ? Math.min(1, waiting.size()) : waiting.size();
    }

    @Override
    public void opened(Link link) {
        opening--;
        carriesMany = link.mostCalls() > 1;
        Pooled pooled = new Pooled(link);
        links.add(pooled);
        link.whenClosed(() -> {
            // Once the threads stop, nobody leases any more.
            if (!thread.getWorker().isShutdown()) {
                thread.execute(() -> gone(pooled));
            }
        });
        list(pooled);
        serve();
        if (closed && pooled.calls == 0) {
            link.close();
        }
        openForThoseThatWait();
    }

    @Override
    public void failed(RetryReason reason) {
        opening--;
        standing.failed();
        // While other links are there that go on taking calls, the others who wait may still get one.
        boolean last = opening == 0 && links.stream().noneMatch(pooled -> pooled.link.open());
        List<Lease> told = new ArrayList<>();
        while (!waiting.isEmpty() && (last || told.isEmpty())) {
            told.add(waiting.removeFirst());
        }
        told.forEach(lease -> lease.failed(reason));
    }

    private void gone(Pooled pooled) {
        links.remove(pooled);
        if (pooled.listed) {
            free.remove(pooled);
            pooled.listed = false;
        }
        openForThoseThatWait();
    }
}
