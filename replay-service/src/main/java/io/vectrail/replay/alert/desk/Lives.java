package io.vectrail.replay.alert.desk;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.RiskAlert;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.Life;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that are kept in memory, and no more of them than fit: those go first that were closed, the one that changed longest ago before
 * others, then the oldest. Of what people did with an alert of which nothing was found yet, a few are kept until it is. Guarded by whoever has it.
 */
final class Lives {

    /** Alerts. */
    static final int MOST = 10_000;

    /** Characters of all of them, about. */
    private static final long MOST_SIZE = Math.clamp(Runtime.getRuntime().maxMemory() / 8, 16L << 20, 256L << 20);

    private static final int MOST_UNFOUND = 1_000;

    private final int most;
    private final Map<String, Life> byId = new HashMap<>();
    private final TreeSet<Raised> open = new TreeSet<>();
    private final SequencedSet<String> closed = new LinkedHashSet<>();
    private final SequencedSet<String> unfound = new LinkedHashSet<>();
    private long size;

    Lives() {
        this(MOST);
    }

    Lives(int most) {
        this.most = most;
    }

    private record Raised(Instant at, String id) implements Comparable<Raised> {

        private static final Comparator<Raised> ORDER =
                Comparator.comparing(Raised::at).thenComparing(Raised::id);

        @Override
        public int compareTo(Raised other) {
            return ORDER.compare(this, other);
        }
    }

    @Nullable
    Life find(String id) {
        return byId.get(id);
    }

    /** The alerts, in no order. */
    List<Alert> all() {
        return byId.values().stream().flatMap(life -> life.alert().stream()).toList();
    }

    int notClosed() {
        return open.size();
    }

    /** After a step; empty where that changes nothing. */
    Optional<Life> take(RiskAlert step) {
        return replaced(step.getAlert(), known(step.getAlert()).take(step));
    }

    /** After a step; empty where that changes nothing. */
    Optional<Life> take(CaseEvent step) {
        return replaced(step.getAlert(), known(step.getAlert()).take(step));
    }

    private Life known(String id) {
        Life life = byId.get(id);
        return life == null ? Life.of(id) : life;
    }

    private Optional<Life> replaced(String id, Optional<Life> after) {
        after.ifPresent(life -> {
            remove(id);
            add(life);
            trim();
        });
        return after;
    }

    private void add(Life life) {
        byId.put(life.id(), life);
        size += life.size();
        Alert alert = life.alert().orElse(null);
        if (alert == null) {
            unfound.add(life.id());
        } else if (alert.closed()) {
            closed.add(life.id());
        } else {
            open.add(raised(alert));
        }
    }

    private void remove(String id) {
        Life life = byId.remove(id);
        if (life != null) {
            size -= life.size();
            life.alert().ifPresent(alert -> open.remove(raised(alert)));
            closed.remove(id);
            unfound.remove(id);
        }
    }

    private static Raised raised(Alert alert) {
        return new Raised(alert.facts().raisedAt(), alert.id());
    }

    private void trim() {
        while (unfound.size() > MOST_UNFOUND) {
            remove(unfound.getFirst());
        }
        while (open.size() + closed.size() > most || (size > MOST_SIZE && byId.size() > 1)) {
            remove(leastWanted());
        }
    }

    private String leastWanted() {
        if (!closed.isEmpty()) {
            return closed.getFirst();
        }
        return open.isEmpty() ? unfound.getFirst() : open.first().id();
    }
}
