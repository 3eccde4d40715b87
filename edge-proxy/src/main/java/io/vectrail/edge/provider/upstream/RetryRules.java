package io.vectrail.edge.provider.upstream;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a call is sent once more. Only what the upstream cannot have acted on is: an embedding that is billed and
 * recorded once must not be sent twice under one record. Pure.
 */
final class RetryRules {

    /** Attempts beside one for each target. */
    private static final int MOST_MORE = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private RetryRules() {}

    /**
     * How it stands with a call after an attempt.
     *
     * @param attempts made so far, this one included
     * @param targets of the connection
     * @param elsewhere whether a target that this call has not tried takes calls
     * @param anywhere whether any target takes calls
     * @param busy until the first of those that said when to ask them again; null where none did
     * @param left of the time for the whole call
     */
    record Situation(
            int attempts,
            int targets,
            boolean elsewhere,
            boolean anywhere,
            @Nullable Duration busy,
            Duration left) {}

    /** Whether nothing can follow, as is the rule. */
    static boolean settles(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.Answered answered && busy(answered.status()) == null;
    }

    /** When a target that is busy wants to be asked again; null where it does not say, or is not. */
    static @Nullable Duration pause(AttemptOutcome outcome, Instant now) {
        return outcome instanceof AttemptOutcome.Answered answered && busy(answered.status()) != null
                ? RetryAfter.read(answered.headers().first("Retry-After"), now)
                : null;
    }

    static Next after(AttemptOutcome outcome, Situation situation, Instant now) {
        if (situation.attempts() >= situation.targets() + MOST_MORE) {
            return new Next.End();
        }
        return switch (outcome) {
            case AttemptOutcome.Answered answered ->
                pause(answered, now) == null
                        ? new Next.End()
                        : within(situation.left(), busy(answered.status()), elsewhereOr(situation.busy(), situation));
            case AttemptOutcome.NotActedOn failed ->
                within(situation.left(), failed.reason(), pause(failed.reason(), situation));
            case AttemptOutcome.Ended ended -> new Next.End();
        };
    }

    private static Next within(Duration left, @Nullable RetryReason reason, @Nullable Duration pause) {
        return reason == null || pause == null || pause.compareTo(left) >= 0
                ? new Next.End()
                : new Next.Again(reason, pause);
    }

    private static @Nullable RetryReason busy(int status) {
        return switch (status) {
            case 429 -> RetryReason.RATE_LIMITED;
            case 503 -> RetryReason.UNAVAILABLE;
            default -> null;
        };
    }

    /** What is wrong with one target says nothing of another. */
    private static @Nullable Duration elsewhereOr(@Nullable Duration pause, Situation situation) {
        return situation.elsewhere() ? Duration.ZERO : pause;
    }

    /** Null where nobody is left to be tried. */
    private static @Nullable Duration pause(RetryReason reason, Situation situation) {
        Duration longer = FIRST_PAUSE.multipliedBy(1L << Math.min(situation.attempts() - 1, 5));
        if (reason.connecting()) {
            Duration same = situation.anywhere() ? longer : null;
            return elsewhereOr(situation.busy() == null ? same : situation.busy(), situation);
        }
        // A server that refuses a stream time and again has too much to do.
        return reason == RetryReason.NOT_PROCESSED && situation.attempts() > 1 ? longer : Duration.ZERO;
    }
}
