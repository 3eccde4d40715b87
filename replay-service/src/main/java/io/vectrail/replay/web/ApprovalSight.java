package io.vectrail.replay.web;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Consent;
import io.vectrail.document.approval.State;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.approval.Decision.Kind;
import io.vectrail.replay.approval.Judgement;
import io.vectrail.replay.approval.Outcome;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do with an approval at present. Field names are the API's.
 *
 * @param why what keeps them from it; null where nothing does
 */
record ApprovalSight(
        boolean approve,
        boolean reject,
        boolean revoke,
        @Nullable String why) {

    /** They will be asked for one where they decide. */
    private static final String SOME_REASON = "-";

    static final Set<Role> DECIDING = Set.of(Role.APPROVER);

    static ApprovalSight of(Approval approval, Person person, Judgement judgement, Instant now) {
        if (!person.hasOneOf(DECIDING)) {
            return none("deciding needs the role approver");
        }
        if (!inScope(approval, person)) {
            return none("your role approver is for other traffic");
        }
        try {
            return judged(approval, person, judgement, now);
        } catch (UnavailableException e) {
            return none(String.valueOf(e.getMessage()));
        }
    }

    private static ApprovalSight judged(Approval approval, Person person, Judgement judgement, Instant now) {
        Optional<Outcome.Refused> approving = against(approval, person, judgement, Kind.APPROVE, now);
        Optional<Outcome.Refused> rejecting = against(approval, person, judgement, Kind.REJECT, now);
        Optional<Outcome.Refused> revoking = against(approval, person, judgement, Kind.REVOKE, now);
        String why = approving.isEmpty() || revoking.isEmpty()
                ? null
                : approving
                        .map(refused -> ApprovalProblems.why(refused, approval))
                        .orElse(null);
        return new ApprovalSight(approving.isEmpty(), rejecting.isEmpty(), revoking.isEmpty(), why);
    }

    private static ApprovalSight none(String why) {
        return new ApprovalSight(false, false, false, why);
    }

    private static Optional<Outcome.Refused> against(
            Approval approval, Person person, Judgement judgement, Kind kind, Instant now) {
        return judgement.against(
                approval, kind, word(person, now), person.apiToken().isPresent());
    }

    /** Somebody's word, as far as it is known before they say it. */
    static Consent word(Person person, Instant now) {
        return new Consent(person.subject(), person.groups(), now, SOME_REASON);
    }

    static boolean inScope(Approval approval, Person person) {
        return within(person.grants().sees(DECIDING), approval);
    }

    static boolean within(Scope scope, Approval approval) {
        return Scope.includes(
                scope, approval.asked().connection(), approval.asked().callerGroups());
    }

    /**
     * Whether they read the texts: those who decide while there is something to decide, whatever the hour, and auditors.
     *
     * @param live whether it can still be decided on or used
     */
    static boolean reads(Approval approval, Person person, Judgement judgement, boolean live, Instant now) {
        return within(person.sight().texts(), approval) || (live && decides(approval, person, judgement, now));
    }

    private static boolean decides(Approval approval, Person person, Judgement judgement, Instant now) {
        boolean decidable = approval.open(now) || approval.state() instanceof State.Approved;
        return decidable
                && inScope(approval, person)
                && person.apiToken().isEmpty()
                && approval.asked().requirements().stream()
                        .anyMatch(requirement -> requirement.mayDecide(person.groups(), now))
                && isOthers(approval, person, judgement);
    }

    private static boolean isOthers(Approval approval, Person person, Judgement judgement) {
        try {
            return !judgement.isOwn(approval, person.subject());
        } catch (UnavailableException e) {
            return false;
        }
    }

    boolean decides() {
        return approve || reject;
    }
}
