package io.vectrail.streams.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.RiskLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertRuleTest {

    private static final OpenAlert HIGH = new OpenAlert("first", RiskLevel.HIGH, 7);

    @Test
    void aScoreThatReachesTheLevelRaisesOne() {
        assertThat(AlertRule.decide(null, 60, 64.9, 9, RiskSettings.DEFAULT, () -> "new"))
                .isEmpty();
        assertThat(AlertRule.decide(null, 60, 65, 9, RiskSettings.DEFAULT, () -> "new"))
                .containsExactly(new Step.Raised(new OpenAlert("new", RiskLevel.HIGH, 9)));
    }

    @Test
    void oneThatSwingsAroundTheLevelRaisesNoOther() {
        assertThat(AlertRule.decide(HIGH, 50.1, 70, 9, RiskSettings.DEFAULT, () -> "new"))
                .isEmpty();
        assertThat(AlertRule.decide(HIGH, 64, 64, 9, RiskSettings.DEFAULT, () -> "new"))
                .isEmpty();
    }

    @Test
    void eachHigherLevelIsToldOnce() {
        List<Step> steps = AlertRule.decide(HIGH, 80, 90, 9, RiskSettings.DEFAULT, () -> "new");
        OpenAlert critical = new OpenAlert("first", RiskLevel.CRITICAL, 7);
        assertThat(steps).containsExactly(new Step.Escalated(critical));
        assertThat(AlertRule.after(HIGH, steps)).isEqualTo(critical);
        assertThat(AlertRule.decide(critical, 84, 95, 9, RiskSettings.DEFAULT, () -> "new"))
                .isEmpty();
    }

    @Test
    void whatHadFallenFarSubsidesAndMayBeRaisedAnewAtOnce() {
        List<Step> steps = AlertRule.decide(HIGH, 20, 70, 9, RiskSettings.DEFAULT, () -> "new");
        assertThat(steps)
                .containsExactly(new Step.Subsided(HIGH), new Step.Raised(new OpenAlert("new", RiskLevel.HIGH, 9)));
        assertThat(AlertRule.after(HIGH, steps)).isEqualTo(new OpenAlert("new", RiskLevel.HIGH, 9));
        assertThat(AlertRule.after(HIGH, AlertRule.decide(HIGH, 20, 30, 9, RiskSettings.DEFAULT, () -> "new")))
                .isNull();
    }

    @Test
    void theDocumentSaysFromWhichLevelOn() {
        RiskSettings settings = RiskSettings.of("alerts: { from: critical }".getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(AlertRule.decide(null, 0, 84, 9, settings, () -> "new")).isEmpty();
        assertThat(AlertRule.decide(null, 0, 85, 9, settings, () -> "new")).hasSize(1);
    }
}
