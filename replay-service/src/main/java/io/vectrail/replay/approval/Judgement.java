package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Consent;
import io.vectrail.document.approval.Eligibility;
import io.vectrail.document.approval.State;
import io.vectrail.document.key.KeyKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether somebody's word would count at present, before it is written. Who was first, Kafka's order says. */
public final class Judgement {

    private final KeyOwners owners;

    Judgement(KeyOwners owners) {
        this.owners = owners;
    }

    /**
     * Whether it is their own request, by a key that they created as well.
     *
     * @throws io.vectrail.replay.publish.UnavailableException when a key asks, and it is not known at present whose it is
     */
    public boolean isOwn(Approval approval, String subject) {
        String requester = approval.asked().subject();
        return requester.equals(subject)
                || (KeyKind.CALLER.isSubject(requester) && owners.of(requester).contains(subject));
    }

    /**
     * What keeps it from counting; empty where nothing does.
     *
     * @param program whether an API token says so, and no person
     * @throws io.vectrail.replay.publish.UnavailableException as {@link #isOwn}
     */
    public Optional<Outcome.Refused> against(Approval approval, Decision.Kind kind, Consent word, boolean program) {
        if (program) {
            return Optional.of(new Outcome.NotAPerson());
        }
        if (isOwn(approval, word.subject())) {
            return Optional.of(new Outcome.NotEligible(Eligibility.REQUESTER));
        }
        Eligibility found = kind == Decision.Kind.APPROVE
                ? approval.asked().eligibility(word)
                : approval.asked().mayReject(word);
        if (found == Eligibility.REQUESTER || found == Eligibility.NO_GROUP) {
            return Optional.of(new Outcome.NotEligible(found));
        }
        boolean possible =
                kind == Decision.Kind.REVOKE ? approval.state() instanceof State.Approved : approval.open(word.at());
        if (!possible) {
            return Optional.of(closed(approval, word.at()));
        }
        if (kind == Decision.Kind.APPROVE
                && approval.state() instanceof State.Requested requested
                && requested.hasConsent(word.subject())
                && (found != Eligibility.ELIGIBLE || !approval.adds(word))) {
            return Optional.of(new Outcome.ConsentedBefore());
        }
        return switch (found) {
            case ELIGIBLE -> Optional.empty();
            case NO_REASON -> Optional.of(new Outcome.ReasonMissing());
            case OUT_OF_HOURS, REQUESTER, NO_GROUP -> Optional.of(new Outcome.NotEligible(found));
        };
    }

    /** In which state it is that nothing can be decided on. */
    public static Outcome.NotOpen closed(Approval approval, Instant now) {
        boolean late = approval.state() instanceof State.Requested
                && !now.isBefore(approval.asked().expires());
        return new Outcome.NotOpen(late ? "EXPIRED" : approval.state().label(), by(approval.state()));
    }

    /** Who brought it into its state; null where nobody did. */
    public static @Nullable String by(State state) {
        return switch (state) {
            case State.Requested _, State.Expired _ -> null;
            case State.Approved approved -> approved.consents().getLast().subject();
            case State.Rejected rejected -> rejected.by().subject();
            case State.Revoked revoked -> revoked.by().subject();
        };
    }
}
