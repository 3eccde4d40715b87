package io.vectrail.edge.provider.upstream;

import io.vectrail.edge.document.Targets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The calls of one connection: how many are under way, what became of them, where they go at present. Thread-safe. */
final class Calls {

    private final AtomicInteger underWay = new AtomicInteger();
    private final UpstreamCounts counts = new UpstreamCounts();
    private volatile Upstream upstream;

    Calls(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Takes its place, or counts that there is none. */
    boolean begin(int most) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            counts.refused();
            return false;
        }
        return true;
    }

    void end() {
        underWay.decrementAndGet();
    }

    int underWay() {
        return underWay.get();
    }

    UpstreamCounts counts() {
        return counts;
    }

    Upstream upstream() {
        return upstream;
    }

    /** Goes on with these targets; where they are others than before, what was known of those is forgotten. */
    @SuppressWarnings("ReferenceEquality")
    void follow(Targets targets, Function<Targets, Upstream> make) {
        // One document has one instance, so this is all that a call costs.
        if (upstream.targets() != targets) {
            change(targets, make);
        }
    }

    private synchronized void change(Targets targets, Function<Targets, Upstream> make) {
        Upstream before = upstream;
        if (!before.targets().equals(targets)) {
            upstream = make.apply(targets);
            before.close();
        }
    }
}
