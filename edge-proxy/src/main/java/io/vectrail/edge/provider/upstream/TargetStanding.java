package io.vectrail.edge.provider.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Whether a target is worth trying, from what became of the calls to it. Thread-safe: all I/O threads share it.
 *
 * <pre>
 *          fails N times in a row            the pause is over: one call tries
 *  GOOD ────────────────────────────► ASIDE ────────────────────────────────► TRIED
 *   ▲  ▲                              │   ▲                                   │   │
 *   │  └─────── a forced call answers ┘   └── it fails: a pause twice as long ┘   │
 *   └──────────────────────────────── it answers ─────────────────────────────────┘
 * </pre>
 */
final class TargetStanding {

    /** Failures in a row after which a target is set aside. */
    static final int MOST_FAILURES = 3;

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** A call that tries a target and is not heard of for so long keeps no other from trying. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final State.Good GOOD = new State.Good(0);

    private final LongSupplier nanos;
    private final AtomicReference<State> state = new AtomicReference<>(GOOD);

    /** @param nanos monotonic clock */
    TargetStanding(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How a target stands. */
    sealed interface State {

        /** Tried by everybody; has failed so often in a row. */
        record Good(int failures) implements State {}

        /** Tried by nobody until then; set aside for the so many-th time in a row. */
        record Aside(int times, long untilNanos) implements State {}

        /** Tried by one call since then. */
        record Tried(int times, long sinceNanos) implements State {}
    }

    /** Whether a call may go there now. */
    boolean takesCalls() {
        return switch (state.get()) {
            case State.Good good -> true;
            case State.Aside aside -> nanos.getAsLong() - aside.untilNanos() >= 0;
            case State.Tried tried -> nanos.getAsLong() - tried.sinceNanos() >= PATIENCE.toNanos();
        };
    }

    /** Whether this call goes there. Of those that come to a target which is set aside, one does, and has to tell what came of it. */
    boolean admits() {
        State seen = state.get();
        return switch (seen) {
            case State.Good good -> true;
            case State.Aside aside -> takesCalls() && tries(seen, aside.times());
            case State.Tried tried -> takesCalls() && tries(seen, tried.times());
        };
    }

    private boolean tries(State seen, int times) {
        return state.compareAndSet(seen, new State.Tried(times, nanos.getAsLong()));
    }

    /** It answered, whatever it said. */
    void answered() {
        if (!state.get().equals(GOOD)) {
            state.set(GOOD);
        }
    }

    /** It could not be connected to, or did not answer. */
    void failed() {
        state.updateAndGet(this::afterFailure);
    }

    private State afterFailure(State seen) {
        return switch (seen) {
            case State.Good good when good.failures() + 1 < MOST_FAILURES -> new State.Good(good.failures() + 1);
            case State.Good good -> aside(1);
            // Calls that began before it was set aside say nothing new.
            case State.Aside aside -> aside;
            case State.Tried tried -> aside(tried.times() + 1);
        };
    }

    private State aside(int times) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 10));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        return new State.Aside(times, nanos.getAsLong() + bounded.toNanos());
    }

    /** Whether it is set aside, tried or not. */
    boolean aside() {
        return !(state.get() instanceof State.Good);
    }

    /** Time until it is tried again; zero when that is now. */
    Duration pause() {
        return switch (state.get()) {
            case State.Aside aside -> Duration.ofNanos(Math.max(0, aside.untilNanos() - nanos.getAsLong()));
            case State.Good good -> Duration.ZERO;
            case State.Tried tried -> Duration.ZERO;
        };
    }
}
