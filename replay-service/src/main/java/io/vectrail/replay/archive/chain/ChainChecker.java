package io.vectrail.replay.archive.chain;

import io.vectrail.replay.archive.ArchiveException;
import io.vectrail.replay.archive.chain.ChainRows.Anomaly;
import io.vectrail.replay.archive.chain.ChainRows.Arrival;
import io.vectrail.replay.archive.chain.ChainRows.Fresh;
import io.vectrail.replay.archive.chain.ChainRows.Reach;
import io.vectrail.replay.archive.chain.ChainState.Start;
import io.vectrail.replay.archive.chain.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One turn of the check, from what is stored to what is stored. Two things are looked at:
 *
 * <ol>
 *   <li>what came in since the last turn, by its offsets: new chains, and events below what had been verified, which fill a
 *       gap, fork the chain, or repeat an event;
 *   <li>of each chain what lies above the verified sequence, in its order, up to the first hole that is younger than five
 *       minutes: an edge's events lie over many partitions, of which one may lag behind.
 * </ol>
 */
final class ChainChecker {

    /** How long a missing event may take. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Offsets of one partition that one turn looks at: fewer where those are of more chains than one answer holds. */
    private static final int MOST_OFFSETS = 50_000;

    private static final int FEWEST_OFFSETS = 50;

    private static final int MOST_WINDOWS = 10;
    private static final int MOST_LATE = 2_000;

    /** Late events no farther apart than this are checked as one range. */
    private static final long NEAR = 1_000;

    private final ChainRows rows;
    private final ChainLedger ledger;
    private int offsets = MOST_OFFSETS;

    ChainChecker(ChainRows rows, ChainLedger ledger) {
        this.rows = rows;
        this.ledger = ledger;
    }

    /** What one turn made of it. */
    record Outcome(List<Finding> findings, boolean more) {}

    /**
     * @param condition under which this instance may write what it found
     * @throws io.vectrail.replay.archive.ArchiveException when the archive is away; nothing is lost by that
     */
    Outcome turn(String condition, Instant now) {
        Map<Integer, Long> positions = ledger.positions();
        List<Fresh> fresh = fresh(ledger.cursors(), positions);
        Turn turn = new Turn(ledger.states(), now);
        if (!fresh.isEmpty()) {
            try {
                turn.arrivals(rows.arrivals(fresh), fresh);
            } catch (ArchiveException e) {
                if (e.kind() != ArchiveException.Kind.TOO_EXPENSIVE || offsets == FEWEST_OFFSETS) {
                    throw e;
                }
                offsets = Math.max(FEWEST_OFFSETS, offsets / 8);
                return new Outcome(List.of(), true);
            }
            offsets = Math.min(MOST_OFFSETS, offsets * 2);
        }
        turn.scan();
        Map<Integer, Long> cursors = new HashMap<>();
        fresh.forEach(part -> cursors.put(part.partition(), part.to()));
        ledger.write(condition, turn.findings, turn.changed.values(), cursors, now);
        boolean behind = fresh.stream().anyMatch(part -> part.to() < positions.getOrDefault(part.partition(), 0L));
        return new Outcome(turn.findings, behind || turn.unfinished);
    }

    private List<Fresh> fresh(Map<Integer, Long> cursors, Map<Integer, Long> positions) {
        List<Fresh> fresh = new ArrayList<>();
        positions.forEach((partition, next) -> {
            Long known = cursors.get(partition);
            // What was archived before this table was there is not in it, and nothing to go through.
            long from = known != null ? known : rows.firstOffset(partition).orElse(next);
            if (from < next) {
                fresh.add(new Fresh(partition, from, Math.min(next, from + offsets)));
            }
        });
        return fresh;
    }

    private final class Turn {

        private final Map<ChainKey, ChainState> states;
        private final Map<ChainKey, ChainState> changed = new HashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Instant now;
        private boolean unfinished;

        Turn(Map<ChainKey, ChainState> states, Instant now) {
            this.states = states;
            this.now = now;
        }

        private void put(ChainState state) {
            states.put(state.key(), state);
            changed.put(state.key(), state);
        }

        void arrivals(List<Arrival> arrivals, List<Fresh> fresh) {
            List<ChainState> begun = new ArrayList<>();
            for (Arrival arrival : arrivals) {
                if (arrival.invalid() > 0) {
                    findings.add(Finding.at(arrival.key(), Kind.INVALID, 0, arrival.invalid(), now, now, List.of()));
                }
                ChainState known = states.get(arrival.key());
                if (arrival.highest() < 1) {
                    continue;
                }
                if (known == null) {
                    rows.first(arrival.key())
                            .ifPresent(first ->
                                    begun.add(ChainState.waiting(arrival.key(), first.since(), arrival.highest())));
                } else {
                    late(known, arrival, fresh);
                    put(known.seen(arrival.highest()));
                }
            }
            begun.sort(Comparator.comparing(ChainState::since));
            begun.forEach(this::begins);
        }

        private void begins(ChainState state) {
            boolean another = states.keySet().stream()
                    .anyMatch(key -> key.edge().equals(state.key().edge()));
            if (another) {
                findings.add(Finding.at(state.key(), Kind.EPOCH, 0, 0, state.since(), now, List.of()));
            }
            put(state);
        }

        private void late(ChainState state, Arrival arrival, List<Fresh> fresh) {
            if (state.waits() || arrival.lowest() > state.verified()) {
                return;
            }
            List<Long> late = rows.late(state.key(), fresh, state.verified(), MOST_LATE);
            long from = -1;
            long to = -1;
            for (long sequence : late) {
                if (from >= 0 && sequence - to > NEAR) {
                    lateRange(state, from, to);
                    from = sequence;
                }
                from = from < 0 ? sequence : from;
                to = sequence;
            }
            if (from >= 0) {
                lateRange(state, from, late.size() < MOST_LATE ? to : state.verified());
            }
        }

        /** What came late is checked against both its neighbours, and may fill gaps. */
        private void lateRange(ChainState state, long from, long to) {
            long after = from - 1;
            long end = Math.min(to + 1, state.verified());
            for (Reach reach = rows.reach(state.key(), after, end, now);
                    reach.found() > 0;
                    reach = rows.reach(state.key(), after, end, now)) {
                List<Anomaly> anomalies = rows.anomalies(state.key(), after, reach.upTo());
                anomalies.forEach(anomaly -> irregular(state.key(), anomaly));
                after = anomalies.size() < ChainRows.MOST_ANOMALIES
                        ? reach.upTo()
                        : anomalies.getLast().sequence();
            }
            for (Finding gap : ledger.openGaps(state.key(), from, to)) {
                long size = gap.through() - gap.sequence() + 1;
                long missing = size - rows.present(state.key(), gap.sequence(), gap.through());
                if (missing < gap.missing()) {
                    findings.add(gap.filledTo(missing, now));
                }
            }
        }

        void scan() {
            List<ChainState> work =
                    states.values().stream().filter(ChainState::hasWork).toList();
            for (ChainState state : work) {
                ChainState begun = state.waits() ? beginning(state) : state;
                ChainState after = begun.waits() ? begun : upwards(begun);
                if (!after.equals(state)) {
                    put(after);
                }
            }
        }

        private ChainState beginning(ChainState state) {
            ChainRows.First first = rows.first(state.key()).orElse(null);
            if (first == null) {
                return state;
            }
            if (first.lowest() == 1) {
                return state.beginsAt(Start.BEGINNING, 1);
            }
            if (first.ingested().isAfter(now.minus(PATIENCE))) {
                return state;
            }
            return rows.beganEarlier(state.key(), first)
                    ? state.beginsAt(Start.LATER, first.lowest())
                    : state.beginsAt(Start.BEGINNING, 1);
        }

        private ChainState upwards(ChainState begun) {
            ChainState state = begun;
            Instant cutoff = now.minus(PATIENCE);
            for (int window = 0; window < MOST_WINDOWS; window++) {
                Reach reach = rows.reach(state.key(), state.verified(), Long.MAX_VALUE, cutoff);
                if (reach.found() == 0) {
                    return state;
                }
                List<Anomaly> anomalies = rows.anomalies(state.key(), state.verified(), reach.upTo());
                for (Anomaly anomaly : anomalies) {
                    if (anomaly.followsHole()) {
                        if (anomaly.sequence() > reach.ripe()) {
                            return state.verified(anomaly.before());
                        }
                        findings.add(Finding.gap(
                                state.key(), anomaly.before() + 1, anomaly.sequence() - 1, anomaly.time(), now));
                    }
                    irregular(state.key(), anomaly);
                }
                state = state.verified(
                        anomalies.size() < ChainRows.MOST_ANOMALIES
                                ? reach.upTo()
                                : anomalies.getLast().sequence());
            }
            unfinished = true;
            return state;
        }

        private void irregular(ChainKey key, Anomaly anomaly) {
            long sequence = anomaly.sequence();
            if (anomaly.events() > 1) {
                Kind kind = anomaly.variants() > 1 ? Kind.FORK : Kind.DUPLICATE;
                findings.add(Finding.at(
                        key, kind, sequence, anomaly.events(), anomaly.time(), now, rows.ids(key, sequence)));
            }
            if (anomaly.changed()) {
                findings.add(Finding.at(key, Kind.CHANGE, sequence, 1, anomaly.time(), now, rows.ids(key, sequence)));
            }
        }
    }
}
