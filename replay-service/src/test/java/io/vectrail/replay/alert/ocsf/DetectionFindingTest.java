package io.vectrail.replay.alert.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.event.AlertKind;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.Verdict;
import io.vectrail.replay.AlertSamples;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.Life;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Findings are as OCSF 1.5.0 has them. */
class DetectionFindingTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final URI LINK = URI.create("https://vectrail.example/alerts/a");

    private final AlertSamples.Sample sample = AlertSamples.at(NOON);

    private Alert after(List<RiskAlert> facts, CaseEvent... work) {
        Life life = Life.of(sample.id());
        for (RiskAlert step : facts) {
            life = life.take(step).orElseThrow();
        }
        for (CaseEvent step : work) {
            life = life.take(step).orElseThrow();
        }
        return life.alert().orElseThrow();
    }

    private CaseEvent closed(Verdict verdict) {
        return sample.step(CaseKind.CLOSED).setVerdict(verdict).setReason("so").build();
    }

    private static void is(ObjectNode finding, int activity, int status) {
        assertThat(OcsfSchema.misfits(finding)).isEmpty();
        assertThat(finding.get("class_uid").asInt()).isEqualTo(2004);
        assertThat(finding.get("category_uid").asInt()).isEqualTo(2);
        assertThat(finding.get("activity_id").asInt()).isEqualTo(activity);
        assertThat(finding.get("type_uid").asInt()).isEqualTo(200_400 + activity);
        assertThat(finding.path("status_id").asInt(-1)).isEqualTo(status);
    }

    @Test
    void aNewOneIsCreated() {
        ObjectNode finding = DetectionFinding.of(after(List.of(sample.raised())), LINK);
        is(finding, 1, 1);
        assertThat(finding.get("severity_id").asInt()).isEqualTo(4);
        assertThat(finding.get("risk_level_id").asInt()).isEqualTo(3);
        assertThat(finding.get("risk_score").asInt()).isEqualTo(72);
        assertThat(finding.get("time").asLong()).isEqualTo(NOON.toEpochMilli());
        assertThat(finding.at("/finding_info/uid").asText()).isEqualTo(sample.id());
        assertThat(finding.at("/finding_info/src_url").asText()).isEqualTo(LINK.toString());
        assertThat(finding.at("/evidences/0/actor/user/uid").asText()).isEqualTo(sample.subject());
        assertThat(finding.at("/unmapped/parts/0/signal").asText()).isEqualTo("near-duplicates");
        assertThat(finding.has("confidence_id")).isFalse();
    }

    @Test
    void whatHappensToItAndWhatPeopleDoAreUpdatesAndItsEndIsAClose() {
        is(DetectionFinding.of(after(List.of(sample.raised(), sample.escalated())), null), 2, 1);
        ObjectNode worked = DetectionFinding.of(
                after(
                        List.of(sample.raised()),
                        sample.step(CaseKind.ACKNOWLEDGED).build(),
                        sample.step(CaseKind.ASSIGNED).setAssignee("bob").build()),
                null);
        is(worked, 2, 2);
        assertThat(worked.at("/assignee/uid").asText()).isEqualTo("bob");
        for (Verdict verdict : List.of(Verdict.CONFIRMED, Verdict.EXPECTED, Verdict.FALSE_ALARM)) {
            ObjectNode closed = DetectionFinding.of(after(List.of(sample.raised()), closed(verdict)), null);
            is(closed, 3, verdict == Verdict.CONFIRMED ? 4 : 3);
            assertThat(closed.get("verdict_id").asInt()).isIn(1, 2, 5);
        }
    }

    @Test
    void eachStateIsAnEventOfItsOwnAndTheSameOneTheSame() {
        Alert fresh = after(List.of(sample.raised()));
        Alert closed = after(List.of(sample.raised()), closed(Verdict.CONFIRMED));
        assertThat(uid(fresh)).isEqualTo(uid(fresh)).isNotEqualTo(uid(closed));
    }

    /** Clocks differ, and people are quick: times do not tell all that happens apart. */
    @Test
    void whateverHappensToOneMakesItAnotherEvent() {
        RiskAlert raised = sample.raised();
        RiskAlert escalated = sample.escalated();
        CaseEvent early = sample.step(CaseKind.ASSIGNED).setAssignee("bob").build();
        CaseEvent again = sample.step(CaseKind.ASSIGNED).setAssignee("carol").build();
        CaseEvent behind = sample.step(CaseKind.ASSIGNED)
                .setAssignee("dave")
                .setAt(NOON.minusSeconds(9))
                .build();
        assertThat(List.of(
                        uid(after(List.of(raised), early)),
                        uid(after(List.of(raised, escalated), early)),
                        uid(after(List.of(raised), early, again)),
                        uid(after(List.of(raised), early, behind))))
                .doesNotHaveDuplicates();
        CaseEvent told = sample.step(CaseKind.NOTIFIED).setWebhook("siem").build();
        assertThat(uid(after(List.of(raised), early, told)))
                .as("nothing that people see changed")
                .isEqualTo(uid(after(List.of(raised), told, early)))
                .isEqualTo(uid(after(List.of(raised), early)));
    }

    private static JsonNode uid(Alert alert) {
        return DetectionFinding.of(alert, null).at("/metadata/uid");
    }

    @ParameterizedTest
    @EnumSource
    void everyLevelAndEveryStepHasItsNumbers(RiskLevel level) {
        for (AlertKind kind : AlertKind.values()) {
            ObjectNode finding =
                    DetectionFinding.of(sample.fact(kind, level, Double.NaN).build(), LINK);
            is(finding, kind == AlertKind.RAISED ? 1 : 2, kind == AlertKind.RAISED ? 1 : -1);
        }
        RiskAlert bare =
                sample.over(List.of()).fact(AlertKind.RAISED, level, 70).build();
        assertThat(OcsfSchema.misfits(DetectionFinding.of(bare, LINK))).isEmpty();
    }

    @Test
    void theTestItselfSeesWhatIsMissingOrOdd() {
        ObjectNode finding = DetectionFinding.of(after(List.of(sample.raised())), LINK);
        finding.put("severity_id", 42).put("oddity", 1).remove("metadata");
        ((ObjectNode) finding.get("finding_info")).remove("uid");
        assertThat(OcsfSchema.misfits(finding)).hasSize(4);
    }
}
