package io.vectrail.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.RiskLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Levels may begin as low as somebody likes. */
class LowLevelsTest {

    private static final OpenAlert OPEN = new OpenAlert("an alert", RiskLevel.MEDIUM, 0);

    private static List<Step> fallenTo(double score, double medium) {
        String document = "{ risk: { levels: { medium: " + medium + " } }, alerts: { from: medium } }";
        RiskSettings settings =
                RiskSettings.of(document.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return AlertRule.decide(OPEN, score, score, 0, settings, () -> "another");
    }

    @Test
    void alsoFromALowLevelAnAlertSubsides() {
        assertThat(fallenTo(4.9, 10)).containsExactly(new Step.Subsided(OPEN));
        assertThat(fallenTo(5, 10)).isEmpty();
        assertThat(fallenTo(24.9, 40)).containsExactly(new Step.Subsided(OPEN));
        assertThat(fallenTo(25, 40)).isEmpty();
    }
}
