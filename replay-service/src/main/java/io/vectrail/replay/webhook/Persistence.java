package io.vectrail.replay.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long it is tried: after pauses that double, of which a random part of up to a half is taken off, so that those who failed together do not
 * come back together.
 *
 * @param first the first pause
 * @param most the longest
 * @param whole how long all of it takes at most
 */
public record Persistence(Duration first, Duration most, Duration whole) {

    public static final Persistence DEFAULT =
            new Persistence(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(15));

    /** Whoever asks to be left alone for longer is asked before. */
    static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private static final int MOST_DOUBLINGS = 20;

    public Persistence {
        if (!first.isPositive() || most.compareTo(first) < 0 || whole.isNegative()) {
            throw new IllegalArgumentException("pauses that do not grow");
        }
    }

    /** What to do after a failure. */
    sealed interface Next {

        record Again(Instant at) implements Next {}

        record GiveUp(String reason) implements Next {}
    }

    /**
     * What to do after the latest failure.
     *
     * @param failures how many there were
     * @param begun when it was tried first
     * @param until from when on it is of no use; null: it always is
     */
    Next after(
            Answer.Failed failed,
            int failures,
            Instant begun,
            @Nullable Instant until,
            Instant now,
            RandomGenerator random) {
        Instant next = now.plus(pause(failed, failures, random));
        String tried = "tried " + failures + (failures == 1 ? " time: it " : " times: it ") + failed.reason();
        if (until != null && !next.isBefore(until)) {
            return new Next.GiveUp("nobody can decide on it any more; " + tried);
        }
        return next.isAfter(begun.plus(whole)) ? new Next.GiveUp(tried) : new Next.Again(next);
    }

    private Duration pause(Answer.Failed failed, int failures, RandomGenerator random) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        long own = (doubled.compareTo(most) > 0 ? most : doubled).toMillis();
        long jittered = own - (long) (random.nextDouble() * own / 2);
        Duration asked = failed.pause();
        if (asked == null) {
            return Duration.ofMillis(jittered);
        }
        Duration bounded = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        return bounded.toMillis() > jittered ? bounded : Duration.ofMillis(jittered);
    }
}
