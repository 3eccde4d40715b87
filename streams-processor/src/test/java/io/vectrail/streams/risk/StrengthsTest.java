package io.vectrail.streams.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.risk.Signal;
import io.vectrail.event.RiskLevel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrengthsTest {

    private static final RiskSettings SETTINGS = RiskSettings.DEFAULT;
    private static final long HALF_LIFE = Duration.ofHours(12).toMillis();

    @Test
    void ofEachSignalTheHighestIsKeptAndHalvedInEachHalfLife() {
        Strengths first = new Strengths(0, Map.of(Signal.BURST, 1.0, Signal.PROBING, 0.2));
        Strengths second = new Strengths(HALF_LIFE, Map.of(Signal.BURST, 0.4, Signal.PROBING, 0.6));
        assertThat(first.or(second, SETTINGS))
                .isEqualTo(new Strengths(HALF_LIFE, Map.of(Signal.BURST, 0.5, Signal.PROBING, 0.6)));
    }

    @Test
    void whatComesLateCountsAsMuchAsIsLeftOfItWhicheverComesFirst() {
        Strengths late = new Strengths(0, Map.of(Signal.REFUSED, 0.8));
        Strengths known = new Strengths(HALF_LIFE, Map.of(Signal.BURST, 0.3));
        Strengths both = new Strengths(HALF_LIFE, Map.of(Signal.REFUSED, 0.4, Signal.BURST, 0.3));
        assertThat(known.or(late, SETTINGS)).isEqualTo(both);
        assertThat(late.or(known, SETTINGS)).isEqualTo(both);
    }

    @Test
    void whatIsHardlyLeftIsNothing() {
        Strengths strong = new Strengths(0, Map.of(Signal.BURST, 1.0));
        assertThat(strong.at(20 * HALF_LIFE, SETTINGS).bySignal()).isEmpty();
        assertThat(strong.at(-5, SETTINGS)).isEqualTo(strong);
    }

    @Test
    void partsAddUpToTheScoreAndNoMoreThanAHundred() {
        Weighed weighed = Weighed.of(
                new Strengths(0, Map.of(Signal.NEAR_DUPLICATES, 1.0, Signal.PROBING, 1.0, Signal.COVERAGE, 1.0)),
                SETTINGS);
        assertThat(weighed.points()).isEqualTo(145);
        assertThat(weighed.score()).isEqualTo(100);
        assertThat(weighed.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(weighed.parts())
                .extracting(Weighed.Part::signal)
                .containsExactly(Signal.COVERAGE, Signal.NEAR_DUPLICATES, Signal.PROBING);
    }
}
