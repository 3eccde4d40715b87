package io.vectrail.edge.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.State;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this edge knows of approvals: by the topic, by what it has asked itself, and by what it has answered. For one thread at a time. */
final class Known {

    /** Those of which the topic has not told yet, since this edge has just asked. */
    private final Map<String, Approval> own = new HashMap<>();

    /** Those by which a request was answered here: by their own word no further one goes on, whatever the topic has told so far. */
    private final Set<String> spent = new HashSet<>();

    private ApprovalLedger ledger = new ApprovalLedger();

    ApprovalLedger ledger() {
        return ledger;
    }

    Standing standing(Ask ask, Instant now) {
        return Standing.of(ledger, ask, spent, now);
    }

    /**
     * Of another caller's nothing is said, not even that it is there.
     *
     * @throws RefusedException when it names an approval of another request of its caller
     */
    void checkNamed(Ask ask) {
        Approval named = ask.named() == null ? null : ledger.find(ask.named());
        if (named != null
                && named.asked().subject().equals(ask.subject())
                && !(named.asked().request().equals(ask.request())
                        && named.asked().connection().equals(ask.connection()))) {
            throw new RefusedException(Refusals.ofAnother());
        }
    }

    /** People are asked from here. */
    void ask(Approval asked) {
        own.put(asked.id(), asked);
        ledger.begin(asked);
    }

    /** They were not, after all. */
    void neverAsked(String approval) {
        own.remove(approval);
        ledger.forget(approval);
    }

    /** A request that went on by it was answered. */
    void answered(String approval) {
        spent.add(approval);
    }

    /**
     * What the topic tells.
     *
     * @return the callers whose requests may have waited long enough
     */
    Set<String> take(Collection<ApprovalEntry> entries) {
        Set<String> subjects = new LinkedHashSet<>();
        for (ApprovalEntry entry : entries) {
            ApprovalEvent event = entry.event();
            if (event != null && event.getKind() == ApprovalKind.REQUESTED) {
                own.remove(entry.id());
            }
            Approval before = ledger.find(entry.id());
            Approval after = ledger.take(entry).orElse(before);
            if (after != null && mayEndWaiting(event)) {
                subjects.add(after.asked().subject());
            }
        }
        return subjects;
    }

    /** One that cannot be read may have been anything. */
    private static boolean mayEndWaiting(@Nullable ApprovalEvent event) {
        return event == null
                || switch (event.getKind()) {
                    case APPROVED, REJECTED, EXPIRED, REVOKED -> true;
                    case REQUESTED, SEEN, CONSENTED, ESCALATED, USED, NOTIFIED, UNDELIVERED, UNKNOWN -> false;
                };
    }

    /**
     * The topic was read anew, as far back as anything in it can count. Of one whose time is over nobody can tell whether the topic has told: it may have been
     * decided and forgotten, and would count as open here again.
     */
    void swap(ApprovalLedger fresh, Instant now) {
        own.values()
                .removeIf(asked -> fresh.find(asked.id()) != null
                        || !now.isBefore(asked.asked().expires()));
        own.values().forEach(fresh::begin);
        ledger = fresh;
    }

    /** Forgets what nobody can go on by any more. */
    void tidy(Instant now) {
        ledger.forgetOver(now);
        spent.removeIf(id -> ledger.find(id) == null);
        own.keySet().removeIf(id -> ledger.find(id) == null);
    }

    /** The state of one; null where it is not known. */
    @Nullable
    State state(String approval) {
        Approval known = ledger.find(approval);
        return known == null ? null : known.state();
    }
}
