package io.vectrail.replay.web;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Asked;
import io.vectrail.document.approval.Requirement;
import io.vectrail.document.approval.State;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.approval.Judgement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lists say of approvals. */
final class ApprovalAnswers {

    /** Who sees that there are any. */
    static final Set<Role> READERS = EnumSet.of(Role.APPROVER, Role.AUDITOR, Role.VIEWER);

    private ApprovalAnswers() {}

    /** How often something was found. Field names are the API's. */
    record Count(String type, int count) {}

    /** An approval in a list. Field names are the API's. */
    record Summary(
            String id,
            String state,
            Instant time,
            Instant expires,
            String subject,
            String connection,
            String model,
            String rule,
            List<String> rules,
            String exchange,
            int inputs,
            List<Count> detections,
            int consents,
            @Nullable Instant decided,
            @Nullable String decidedBy,
            @Nullable Instant grantUntil,
            boolean used,
            boolean mayDecide) {}

    static Summary summary(Approval approval, Person person, Judgement judgement, Instant now) {
        Asked asked = approval.asked();
        List<String> rules =
                asked.requirements().stream().map(Requirement::rule).toList();
        return new Summary(
                approval.id(),
                approval.state().label(),
                asked.at(),
                asked.expires(),
                asked.subject(),
                asked.connection(),
                asked.model(),
                rules.getFirst(),
                rules,
                asked.exchange(),
                asked.inputs(),
                asked.detections().entrySet().stream()
                        .map(found -> new Count(found.getKey(), found.getValue()))
                        .toList(),
                consents(approval.state()),
                decided(approval.state()),
                Judgement.by(approval.state()),
                grantUntil(approval),
                used(approval.state()),
                ApprovalSight.of(approval, person, judgement, now).decides());
    }

    private static int consents(State state) {
        return switch (state) {
            case State.Requested requested -> requested.consents().size();
            case State.Approved approved -> approved.consents().size();
            case State.Rejected rejected -> rejected.consents().size();
            case State.Revoked revoked -> revoked.before().consents().size();
            case State.Expired _ -> 0;
        };
    }

    private static @Nullable Instant decided(State state) {
        return switch (state) {
            case State.Requested _ -> null;
            case State.Approved approved -> approved.at();
            case State.Rejected rejected -> rejected.by().at();
            case State.Expired expired -> expired.at();
            case State.Revoked revoked -> revoked.by().at();
        };
    }

    private static @Nullable Instant grantUntil(Approval approval) {
        return approval.state() instanceof State.Approved approved
                        && approval.grantEnds().isAfter(approved.at())
                ? approval.grantEnds()
                : null;
    }

    private static boolean used(State state) {
        return switch (state) {
            case State.Approved approved -> approved.used();
            case State.Revoked revoked -> revoked.before().used();
            case State.Requested _, State.Rejected _, State.Expired _ -> false;
        };
    }
}
