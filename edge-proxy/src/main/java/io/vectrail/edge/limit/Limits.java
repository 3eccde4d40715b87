package io.vectrail.edge.limit;

import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Refusal;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.limit.Counter.Taken;
import io.vectrail.edge.limit.Counters.Took;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.decide.Use;
import io.vectrail.policy.rule.Rate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what limits over time let through, and refuses what would be too much. A request takes all that it needs before it goes
 * on, so that requests under way together never take more than there is. Thread-safe.
 */
public final class Limits {

    private static final String NO_ROOM = "this edge counts for as many callers as it can, " + Counters.MOST;

    private final Counters counters;
    private final Clock clock;

    public Limits(Clock clock) {
        this(new Counters(Counters.MOST), clock);
    }

    Limits(Counters counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    Counters counters() {
        return counters;
    }

    /** How many counters there are. */
    public int size() {
        return counters.size();
    }

    /**
     * Takes what the request needs of each limit, or nothing of any.
     *
     * @throws RefusedException when one that is in force has not so much left, or cannot be counted
     */
    public Exchange reserve(Exchange exchange) {
        List<Use> uses = exchange.verdict().uses();
        if (uses.isEmpty()) {
            return exchange;
        }
        Instant now = clock.instant();
        Reserved reserved = new Reserved();
        List<RuleMatch> matches = new ArrayList<>();
        @Nullable Refusal refusal = null;
        for (Use use : uses) {
            switch (take(use, now, reserved)) {
                case Outcome.Taken _ -> {}
                case Outcome.Full full -> {
                    matches.add(use.match(null));
                    refusal = use.rule().shadow() ? refusal : later(refusal, tooMuch(use, full, now));
                }
                case Outcome.NoRoom _ -> {
                    matches.add(use.match(NO_ROOM));
                    refusal =
                            use.rule().shadow() || use.rule().allowedOnError() ? refusal : later(refusal, noRoom(use));
                }
            }
        }
        exchange.matched(matches);
        if (refusal != null) {
            reserved.giveBack(0);
            throw new RefusedException(refusal);
        }
        return exchange.reserved(reserved);
    }

    /** What became of one rule's part. */
    private sealed interface Outcome {

        record Taken() implements Outcome {}

        record Full(Rate rate, long window) implements Outcome {}

        record NoRoom() implements Outcome {}
    }

    /** All of a rule's counters, or none. Between the two another request may be refused for what is given back. */
    private Outcome take(Use use, Instant now, Reserved reserved) {
        int before = reserved.size();
        for (Rate rate : use.limit().rates()) {
            for (String who : use.whose()) {
                CounterKey key =
                        new CounterKey(use.rule().name(), rate.of(), use.limit().perGroup(), who);
                Took took = counters.take(key, now, use.amount(rate), rate.most());
                if (took != null && took.taken() instanceof Taken.Of taken) {
                    reserved.add(took.counter(), rate.of(), taken.window(), use.amount(rate));
                    continue;
                }
                reserved.giveBack(before);
                return took != null && took.taken() instanceof Taken.Full full
                        ? new Outcome.Full(rate, full.window())
                        : new Outcome.NoRoom();
            }
        }
        return new Outcome.Taken();
    }

    private static Refusal tooMuch(Use use, Outcome.Full full, Instant now) {
        Duration left =
                Duration.between(now, Instant.ofEpochMilli(full.rate().of().end(full.window())));
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return Refusal.untilLater(use.reason(full.rate()) + "; try again in " + seconds + " s", seconds);
    }

    private static Refusal noRoom(Use use) {
        return new Refusal(
                RefusalCode.BLOCKED_BY_POLICY,
                "policy " + use.rule().name() + " could not be evaluated, since " + NO_ROOM
                        + "; an error means denied, unless the policy says onError: allow");
    }

    /** Of several the one that a caller must wait for longest: whoever heeds another comes too early. */
    private static Refusal later(@Nullable Refusal one, Refusal other) {
        return one == null || other.retryAfterSeconds() > one.retryAfterSeconds() ? other : one;
    }
}
