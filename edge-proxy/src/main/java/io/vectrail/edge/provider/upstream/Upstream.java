package io.vectrail.edge.provider.upstream;

import io.vectrail.document.Targets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xnio.XnioIoThread;

/** A connection's targets: how each stands, and each I/O thread's links to it. Thread-safe. */
final class Upstream {

    private final Targets targets;
    private final List<TargetStanding> standings;
    private final UpstreamSettings settings;
    private final LongSupplier nanos;
    private final BiFunction<URI, XnioIoThread, Connector> connector;

    /** Each list is made and used by its own thread alone. */
    private final Map<XnioIoThread, List<ConnectionPool>> pools = new ConcurrentHashMap<>();

    /**
     * @param nanos monotonic clock
     * @param connector opens one thread's links to a target
     */
    Upstream(
            Targets targets,
            LongSupplier nanos,
            UpstreamSettings settings,
            BiFunction<URI, XnioIoThread, Connector> connector) {
        this.targets = targets;
        this.standings = Stream.generate(() -> new TargetStanding(nanos))
                .limit(targets.uris().size())
                .toList();
        this.settings = settings;
        this.nanos = nanos;
        this.connector = connector;
    }

    Targets targets() {
        return targets;
    }

    TargetStanding standing(int target) {
        return standings.get(target);
    }

    ConnectionPool pool(int target, XnioIoThread thread) {
        List<ConnectionPool> own = pools.get(thread);
        if (own == null) {
            own = IntStream.range(0, standings.size())
                    .mapToObj(i -> new ConnectionPool(
                            connector.apply(targets.uris().get(i), thread), standings.get(i), settings, nanos))
                    .toList();
            pools.put(thread, own);
        }
        return own.get(target);
    }

    /**
     * The target for an attempt: the first that takes calls.
     *
     * @param tried a bit for each target that is left out
     * @return -1 when there is none
     */
    int choose(int tried) {
        for (int i = 0; i < standings.size(); i++) {
            if ((tried & (1 << i)) == 0 && standings.get(i).admits()) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether a target takes calls.
     *
     * @param tried a bit for each target that is left out
     */
    boolean takesCalls(int tried) {
        for (int i = 0; i < standings.size(); i++) {
            if ((tried & (1 << i)) == 0 && standings.get(i).takesCalls()) {
                return true;
            }
        }
        return false;
    }

    /** The target that is tried where none takes calls: the one that would be tried next anyway. */
    int leastBad() {
        int best = 0;
        for (int i = 1; i < standings.size(); i++) {
            if (standings.get(i).pause().compareTo(standings.get(best).pause()) < 0) {
                best = i;
            }
        }
        return best;
    }

    /** Targets that are set aside. */
    long aside() {
        return standings.stream().filter(TargetStanding::aside).count();
    }

    /** Closes what is kept; calls under way end as they would. */
    void close() {
        pools.forEach((thread, own) -> thread.execute(() -> own.forEach(ConnectionPool::close)));
    }
}
