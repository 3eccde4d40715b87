package io.vectrail.edge.provider.upstream;

import io.vectrail.document.Targets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of one connection: how many are under way, what became of them, where they go at present. Thread-safe. */
final class Calls {

    private final AtomicInteger underWay = new AtomicInteger();

    /** Of these, the ones that gave their place up. */
    private final AtomicInteger unheard = new AtomicInteger();

    private final UpstreamCounts counts = new UpstreamCounts();
    private volatile Current current;
    private @Nullable Upstream previous;

    Calls(Upstream upstream) {
        this.current = new Current(upstream.targets(), upstream);
    }

    /**
     * Where calls go.
     *
     * @param named as the last document names them, which are equal to the upstream's own and as a rule another instance
     */
    private record Current(Targets named, Upstream upstream) {}

    /** Takes its place, or counts that there is none. */
    boolean begin(int most) {
        if (underWay.incrementAndGet() - unheard.get() > most) {
            underWay.decrementAndGet();
            counts.refused();
            return false;
        }
        return true;
    }

    /** Gives a call's place to another, since its caller hung up as it seems; false where as many did as have places. */
    boolean giveUpPlace(int most) {
        if (unheard.incrementAndGet() > most) {
            unheard.decrementAndGet();
            return false;
        }
        return true;
    }

    /** @param unheard whether it gave its place up */
    void end(boolean unheard) {
        underWay.decrementAndGet();
        if (unheard) {
            this.unheard.decrementAndGet();
        }
    }

    int underWay() {
        return underWay.get();
    }

    UpstreamCounts counts() {
        return counts;
    }

    /** Where calls go at present. */
    Upstream upstream() {
        return current.upstream();
    }

    /** Where a call with these targets goes. One document has one instance of them, so as a rule this compares two references. */
    @SuppressWarnings("ReferenceEquality")
    Upstream upstream(Targets targets, Function<Targets, Upstream> make) {
        Current now = current;
        return now.named() == targets ? now.upstream() : other(targets, make);
    }

    /** A call may have begun under the document before this one: what is known of its targets is kept until the next change. */
    private synchronized Upstream other(Targets targets, Function<Targets, Upstream> make) {
        Upstream now = current.upstream();
        Upstream before = previous;
        if (now.targets().equals(targets)) {
            current = new Current(targets, now);
            return now;
        }
        if (before != null && before.targets().equals(targets)) {
            return before;
        }
        Upstream next = make.apply(targets);
        previous = now;
        current = new Current(targets, next);
        if (before != null) {
            before.close();
        }
        return next;
    }

    /** Closes what is kept. */
    synchronized void close() {
        current.upstream().close();
        if (previous != null) {
            previous.close();
        }
    }
}
