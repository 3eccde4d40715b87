package io.vectrail.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever shows too many bad tokens is refused unseen for the rest of a second, and nobody else is. */
class FailedTokensTest {

    private long nanos;
    private final FailedTokens failed = new FailedTokens(() -> nanos);

    @Test
    void oneAddressShowsSoManyInASecond() {
        fail("10.0.0.1", FailedTokens.MOST_A_SECOND - 1);
        assertThat(failed.tooMany("10.0.0.1")).isFalse();
        fail("10.0.0.1", 1);
        assertThat(failed.tooMany("10.0.0.1")).isTrue();
        assertThat(failed.tooMany("10.0.0.2")).isFalse();
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(failed.tooMany("10.0.0.1")).isFalse();
    }

    @Test
    void addressesOfOneNetworkAreOne() {
        fail("2001:db8:0:1:0:0:0:1", FailedTokens.MOST_A_SECOND);
        assertThat(failed.tooMany("2001:db8:0:1:9:9:9:9")).isTrue();
        assertThat(failed.tooMany("2001:db8:0:2:0:0:0:1")).isFalse();
    }

    @Test
    void inAFloodFromManyPlacesEachOfThemShowsFewAndWhoShowsNoneIsLookedAt() {
        for (int i = 0; i < 51; i++) {
            fail("10.0.1." + i, 10);
        }
        assertThat(failed.tooMany("10.0.1.7")).isTrue();
        assertThat(failed.tooMany("10.0.2.1")).isFalse();
        fail("10.0.2.1", FailedTokens.MOST_IN_A_FLOOD);
        assertThat(failed.tooMany("10.0.2.1")).isTrue();
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(failed.tooMany("10.0.1.7")).isFalse();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            failed.failed(address);
        }
    }
}
