package io.vectrail.replay.webhook.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.State;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.replay.webhook.telling.Fold;
import io.vectrail.replay.webhook.telling.Telling;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the records of one partition amount to, and which of them are told. For one thread. */
final class ApprovalFold implements Fold<ApprovalEntry> {

    private final ApprovalLedger ledger = new ApprovalLedger();
    private final Map<String, Asking> asking = new HashMap<>();
    private final URI console;

    ApprovalFold(URI console) {
        this.console = console;
    }

    /** Whom the next record is told to; nobody where it is of no consequence, as a decision after the first one is. */
    @Override
    public List<Telling> take(ApprovalEntry entry) {
        Optional<Approval> next = ledger.take(entry);
        ApprovalEvent event = entry.event();
        Occasion occasion = event == null ? null : Occasion.of(event.getKind());
        if (event == null || occasion == null || next.isEmpty()) {
            return List.of();
        }
        ApprovalRequest request = event.getRequest();
        if (occasion == Occasion.REQUESTED && request != null) {
            asking.put(entry.id(), Asking.of(request));
        }
        Asking of = asking.get(entry.id());
        return of == null ? List.of() : Tellings.of(occasion, event, next.get(), of, console);
    }

    /** Whether it can still be decided on. */
    @Override
    public boolean waits(String approval) {
        Approval known = ledger.find(approval);
        return known != null && known.state() instanceof State.Requested;
    }

    /** Forgets what nobody is told of any more. */
    @Override
    public void forgetOver(Instant now) {
        ledger.forgetOver(now);
        asking.keySet().removeIf(id -> ledger.find(id) == null);
    }
}
