package io.vectrail.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows are the clock's minutes and days. */
class RateTest {

    @ParameterizedTest
    @CsvSource({
        "REQUESTS_PER_MINUTE, 2026-06-01T10:20:59.999Z, 2026-06-01T10:20:00Z, 2026-06-01T10:21:00Z",
        "REQUESTS_PER_MINUTE, 2026-06-01T10:21:00.000Z, 2026-06-01T10:21:00Z, 2026-06-01T10:22:00Z",
        "VECTORS_PER_DAY,     2026-06-01T23:59:59.999Z, 2026-06-01T00:00:00Z, 2026-06-02T00:00:00Z",
        "VECTORS_PER_DAY,     1969-12-31T23:59:59.999Z, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z"
    })
    void eachBeginsWhereTheOneBeforeEnds(Rate.Of of, Instant at, Instant begin, Instant end) {
        assertThat(of.window(at)).isEqualTo(begin.toEpochMilli());
        assertThat(of.end(of.window(at))).isEqualTo(end.toEpochMilli());
    }

    @Test
    void eachIsFoundByItsKey() {
        for (Rate.Of of : Rate.Of.values()) {
            assertThat(Rate.Of.named(of.key())).contains(of);
        }
        assertThat(Rate.Of.named("imagesPerYear")).isEmpty();
    }
}
