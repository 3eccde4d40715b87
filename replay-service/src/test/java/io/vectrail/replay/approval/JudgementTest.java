package io.vectrail.replay.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.Consent;
import io.vectrail.document.approval.Eligibility;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.replay.ApprovalSamples;
import io.vectrail.replay.Samples;
import io.vectrail.replay.publish.UnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose request it is where a key asks. */
class JudgementTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");
    private static final Consent ANN = new Consent("ann", List.of("privacy"), NOW, "because");

    @Test
    void whoeverCreatedAKeyAsksByIt() {
        Judgement judgement = new Judgement(subject -> Set.of("ann"));
        assertThat(judgement.against(by("key:batch"), Decision.Kind.APPROVE, ANN, false))
                .contains(new Outcome.NotEligible(Eligibility.REQUESTER));
        assertThat(judgement.against(by("mia"), Decision.Kind.APPROVE, ANN, false))
                .isEmpty();
    }

    @Test
    void whileItIsNotKnownWhoseAKeyIsNothingIsDecidedOnItsRequestsAlone() {
        Judgement judgement = new Judgement(subject -> {
            throw new UnavailableException("not known yet", null);
        });
        assertThatThrownBy(() -> judgement.against(by("key:batch"), Decision.Kind.REJECT, ANN, false))
                .isInstanceOf(UnavailableException.class);
        assertThat(judgement.against(by("mia"), Decision.Kind.REJECT, ANN, false))
                .isEmpty();
    }

    private static Approval by(String subject) {
        ApprovalEvent requested = ApprovalSamples.requested(
                Samples.exchange(subject, NOW, "held"), ApprovalSamples.requirement("rule", "privacy", 1));
        return new ApprovalLedger()
                .take(new ApprovalEntry(requested.getApproval(), requested, 0, 0))
                .orElseThrow();
    }
}
