package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TargetStandingTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TargetStanding standing = new TargetStanding(nanos::get);

    @Test
    void aTargetIsSetAsideAfterThreeFailuresInARow() {
        standing.failed();
        standing.failed();
        standing.answered();
        standing.failed();
        standing.failed();
        assertThat(standing.aside()).isFalse();
        assertThat(standing.admits()).isTrue();
        standing.failed();
        assertThat(standing.aside()).isTrue();
        assertThat(standing.takesCalls()).isFalse();
        assertThat(standing.admits()).isFalse();
        assertThat(standing.pause()).isEqualTo(TargetStanding.FIRST_PAUSE);
    }

    @Test
    void afterThePauseOneCallTriesAndWhatComesOfItDecides() {
        setAside();
        pass(TargetStanding.FIRST_PAUSE);
        assertThat(standing.takesCalls()).isTrue();
        assertThat(standing.admits()).isTrue();
        assertThat(standing.admits()).isFalse();
        standing.answered();
        assertThat(standing.aside()).isFalse();
        assertThat(standing.admits()).isTrue();
        assertThat(standing.admits()).isTrue();
    }

    @Test
    void eachFailureOfTheOneThatTriesMakesThePauseTwiceAsLongUpToABound() {
        setAside();
        Duration expected = TargetStanding.FIRST_PAUSE;
        for (int i = 0; i < 20; i++) {
            assertThat(standing.pause()).isEqualTo(expected);
            pass(expected);
            assertThat(standing.admits()).isTrue();
            standing.failed();
            Duration twice = expected.multipliedBy(2);
            expected = twice.compareTo(TargetStanding.LONGEST_PAUSE) < 0 ? twice : TargetStanding.LONGEST_PAUSE;
        }
        assertThat(expected).isEqualTo(TargetStanding.LONGEST_PAUSE);
    }

    @Test
    void callsThatBeganBeforeItWasSetAsideDoNotMakeThePauseLonger() {
        setAside();
        standing.failed();
        standing.failed();
        assertThat(standing.pause()).isEqualTo(TargetStanding.FIRST_PAUSE);
    }

    @Test
    void aCallThatIsForcedAndAnsweredEndsThePause() {
        setAside();
        standing.answered();
        assertThat(standing.admits()).isTrue();
    }

    @Test
    void aCallThatTriesAndIsNotHeardOfKeepsOthersFromTryingForAWhileOnly() {
        setAside();
        pass(TargetStanding.FIRST_PAUSE);
        assertThat(standing.admits()).isTrue();
        pass(TargetStanding.PATIENCE.minusNanos(1));
        assertThat(standing.admits()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(standing.admits()).isTrue();
    }

    private void setAside() {
        for (int i = 0; i < TargetStanding.MOST_FAILURES; i++) {
            standing.failed();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
