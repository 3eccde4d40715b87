package io.vectrail.replay.webhook.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Asked;
import io.vectrail.document.approval.Requirement;
import io.vectrail.document.approval.State;
import io.vectrail.replay.webhook.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An approval as the API's lists have it, but for what depends on who asks. */
record Summary(
        String id,
        String state,
        String time,
        String expires,
        String subject,
        String connection,
        String model,
        String rule,
        List<String> rules,
        String exchange,
        int inputs,
        List<Asking.Found> detections,
        int consents,
        @Nullable String decided,
        @Nullable String decidedBy,
        @Nullable String grantUntil) {

    Summary {
        rules = List.copyOf(rules);
        detections = List.copyOf(detections);
    }

    /** What was decided; nothing as long as it waits. */
    private record Decided(
            int consents,
            @Nullable Instant at,
            @Nullable String by,
            @Nullable Instant granted) {

        static Decided of(Approval approval) {
            return switch (approval.state()) {
                case State.Requested waiting -> new Decided(waiting.consents().size(), null, null, null);
                case State.Approved approved -> of(approved, approval);
                case State.Rejected rejected ->
                    new Decided(
                            rejected.consents().size(),
                            rejected.by().at(),
                            rejected.by().subject(),
                            null);
                case State.Expired expired -> new Decided(0, expired.at(), null, null);
                case State.Revoked revoked -> of(revoked.before(), approval);
            };
        }

        private static Decided of(State.Approved approved, Approval approval) {
            Instant end = approval.grantEnds();
            return new Decided(
                    approved.consents().size(),
                    approved.at(),
                    approved.consents().getLast().subject(),
                    end.isAfter(approved.at()) ? end : null);
        }
    }

    static Summary of(Approval approval, Asking asking) {
        Asked asked = approval.asked();
        List<String> rules =
                asked.requirements().stream().map(Requirement::rule).toList();
        Decided decided = Decided.of(approval);
        return new Summary(
                approval.id(),
                approval.state().label(),
                Times.text(asked.at()),
                Times.text(asked.expires()),
                asked.subject(),
                asked.connection(),
                asked.model(),
                rules.getFirst(),
                rules,
                asked.exchange(),
                asking.inputs(),
                asking.found(),
                decided.consents(),
                decided.at() == null ? null : Times.text(decided.at()),
                decided.by(),
                decided.granted() == null ? null : Times.text(decided.granted()));
    }
}
