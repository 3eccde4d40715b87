package io.vectrail.document.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.document.DocumentSchema;
import io.vectrail.event.RiskLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RiskSettingsTest {

    @Test
    void ofADocumentTheRiskAloneIsRead() {
        RiskSettings settings = read("""
                version: 1
                connections: [{ name: a, of: a later version }]
                risk:
                  halfLife: 6h
                  levels: { high: 50 }
                  weights: { near-duplicates: 12, off-hours: 0 }
                alerts: { from: medium, webhooks: [soc, soc] }
                """);
        assertThat(settings.halfLife()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.levels()).isEqualTo(new Levels(40, 50, 85));
        assertThat(settings.weight(Signal.NEAR_DUPLICATES)).isEqualTo(12);
        assertThat(settings.weight(Signal.OFF_HOURS)).isZero();
        assertThat(settings.weight(Signal.BURST)).isEqualTo(Signal.BURST.points());
        assertThat(settings.alerts()).isEqualTo(new AlertSettings(RiskLevel.MEDIUM, List.of("soc")));
    }

    @Test
    void aDocumentThatSaysNothingOfItHasTheDefaults() {
        assertThat(read("version: 1\nconnections: []\n")).isEqualTo(RiskSettings.DEFAULT);
    }

    @Test
    void whatCannotBeReadIsNotTakenForTheDefaults() {
        assertThat(RiskSettings.of("risk: { weights: { telepathy: 5 } }".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(RiskSettings.of("risk: { halfLife: 31d }".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(RiskSettings.of("risk: { levels: { medium: 70 } }".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(RiskSettings.of("risk: [".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void pointsAreHalvedInEachHalfLifeWhicheverWayTimeGoes() {
        assertThat(RiskSettings.DEFAULT.decayed(80, Duration.ofHours(24))).isEqualTo(20);
        assertThat(RiskSettings.DEFAULT.decayed(80, Duration.ofHours(-12))).isEqualTo(40);
        assertThat(RiskSettings.DEFAULT.decayed(80, Duration.ZERO)).isEqualTo(80);
    }

    @Test
    void aLevelBeginsWhereTheDocumentSays() {
        Levels levels = RiskSettings.DEFAULT.levels();
        assertThat(Stream.of(0.0, 39.9, 40.0, 65.0, 85.0).map(levels::of))
                .containsExactly(RiskLevel.LOW, RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH, RiskLevel.CRITICAL);
    }

    @Test
    void theSchemaListsTheSignals() throws IOException {
        List<String> listed = new ArrayList<>();
        new ObjectMapper()
                .readTree(DocumentSchema.json())
                .at("/$defs/risk/properties/weights/propertyNames/enum")
                .forEach(key -> listed.add(key.asText()));
        assertThat(listed)
                .containsExactlyElementsOf(
                        Stream.of(Signal.values()).map(Signal::key).toList());
    }

    private static RiskSettings read(String document) {
        return RiskSettings.of(document.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
