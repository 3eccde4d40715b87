package io.vectrail.edge.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.policy.rule.Risk;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The latest score of each caller, up to two million of them: 102 MB at most, twice that while the topic is read again. One thread writes; any
 * reads, without a lock.
 */
public final class RiskScores {

    private static final int MOST_CALLERS = 2_000_000;
    private static final double HIGHEST = 100;

    private final Clock clock;
    private final int most;
    private final AtomicLong unusable = new AtomicLong();
    private volatile Known known;

    /** What is known since the topic was last read from its beginning. */
    private static final class Known {

        private final ScoreTable scores;
        private final Beats beats = new Beats();

        /** Whether anything was heard at all. */
        private volatile boolean anything;

        /** Whether the topic was read to its end, so that who is not here has no score. */
        private volatile boolean whole;

        Known(int most) {
            scores = new ScoreTable(most);
        }
    }

    public RiskScores(Clock clock) {
        this(clock, MOST_CALLERS);
    }

    /** @param most callers, 1024 or more */
    RiskScores(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
        this.known = nothing();
    }

    /**
     * How risky a caller is now.
     *
     * @param inForce which score is called what
     */
    public Risk of(String subject, RiskSettings inForce) {
        Known now = known;
        double score = Math.min(HIGHEST, now.scores.left(subject, clock.millis()));
        if (score == 0) {
            return now.whole && now.anything ? Risk.NONE : Risk.UNKNOWN;
        }
        return new Risk(score, inForce.level(score).name().toLowerCase(Locale.ROOT));
    }

    /** Callers that have a score. */
    public int callers() {
        return known.scores.callers();
    }

    /** Callers that were forgotten since there were too many, the lowest scores first. */
    public long pushedOut() {
        return known.scores.pushedOut();
    }

    /** Records of the topic that nobody can use. */
    public long unusable() {
        return unusable.get();
    }

    /** What happened within so many seconds may be in no score yet; not a number where no processor was ever heard of. */
    public double stalenessSeconds() {
        return staleness().map(each -> each.total().toMillis() / 1000.0).orElse(Double.NaN);
    }

    Optional<Staleness> staleness() {
        return known.beats.worst(clock.millis());
    }

    /**
     * Reads the topic from its beginning. The first time each score counts at once. Later what is read takes the place of what was
     * known only once it is whole: earlier scores of a caller come before its last, and none of them shall count again.
     *
     * @param topic hands on what it has
     */
    void load(Consumer<Consumer<Heard>> topic) {
        Known into = known.whole ? nothing() : known;
        topic.accept(heard -> take(into, heard));
        into.whole = true;
        known = into;
    }

    /** What was heard since. */
    void take(Heard heard) {
        take(known, heard);
    }

    /** Forgets who has next to nothing left: a part of all at a time. */
    void tidy() {
        known.scores.tidy(clock.millis());
    }

    private void take(Known into, Heard heard) {
        long now = clock.millis();
        switch (heard) {
            case Heard.Scored scored -> {
                // A time that is still to come counts as now: the score counts at once, and decays.
                into.scores.set(
                        scored.subject(),
                        Math.min(scored.at(), now),
                        scored.points() < Points.LEAST ? 0 : Points.packed(scored.points(), scored.halfLifeMillis()),
                        now);
                into.anything = true;
            }
            case Heard.Beat beat -> {
                if (into.beats.take(beat, now)) {
                    into.anything = true;
                } else {
                    unusable.incrementAndGet();
                }
            }
            case Heard.Over over -> {
                into.scores.remove(over.key(), now);
                into.beats.remove(over.key());
            }
            case Heard.Unusable _ -> unusable.incrementAndGet();
        }
    }

    private Known nothing() {
        return new Known(most);
    }
}
