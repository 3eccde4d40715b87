package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stretch of time is cut into. */
class HistogramStepTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT15M, 30", "PT1H, 60", "PT24H, 1800", "P7D, 7200", "P30D, 43200", "P730D, 2592000"})
    void partsAreWhatPeopleCountTimeByAndAtMostNinety(Duration span, int seconds) {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(HistogramStep.of(from, from.plus(span))).isEqualTo(seconds);
    }
}
