package io.vectrail.replay.access.saml;

import static io.vectrail.replay.access.saml.Parties.NOW;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** What was accepted is remembered for as long as it could be shown again, and nothing is forgotten to make room. */
class SeenAssertionsTest {

    private final SeenAssertions seen = new SeenAssertions(2);

    @Test
    void oneThatCouldStillBeShownIsRemembered() throws Exception {
        seen.accept("a", NOW, NOW.plusSeconds(60));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seen.accept("a", NOW.plusSeconds(60), NOW.plusSeconds(120)))
                .withMessageContaining("before");
    }

    @Test
    void whereNoMoreFitNoneIsAcceptedUntilOneExpires() throws Exception {
        seen.accept("a", NOW, NOW.plusSeconds(60));
        seen.accept("b", NOW, NOW.plusSeconds(30));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seen.accept("c", NOW, NOW.plusSeconds(60)))
                .withMessageContaining("too many");
        seen.accept("c", NOW.plusSeconds(31), NOW.plusSeconds(60));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seen.accept("a", NOW.plusSeconds(31), NOW.plusSeconds(60)))
                .withMessageContaining("before");
    }
}
