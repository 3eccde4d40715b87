package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.State;
import io.vectrail.replay.desk.Awaited;
import io.vectrail.replay.desk.Watchers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits, as far as it was read: one thread reads, and everybody looks. Thread-safe. */
final class Board {

    static final Comparator<Approval> OLDEST_FIRST = Comparator.<Approval, Instant>comparing(
                    approval -> approval.asked().at())
            .thenComparing(Approval::id);

    private final Object lock = new Object();
    private final Awaited<Approval> awaited = new Awaited<>();
    private final Watchers<Approval> watchers = new Watchers<>();
    private @Nullable ApprovalLedger shown;

    /** Steps that somebody waits for and that were read, but not shown yet. */
    static final class Loading {
        private final ApprovalLedger ledger = new ApprovalLedger();
        private final Map<String, Boolean> counted = new HashMap<>();

        void forgetOver(Instant now) {
            ledger.forgetOver(now);
        }
    }

    /** Whether anything is known yet. */
    boolean known() {
        synchronized (lock) {
            return shown != null;
        }
    }

    @Nullable
    Approval find(String id) {
        synchronized (lock) {
            return shown == null ? null : shown.find(id);
        }
    }

    /** Those of the same request on which the same can be decided. */
    List<Approval> twins(Approval approval, Decision.Kind kind) {
        synchronized (lock) {
            if (shown == null) {
                return List.of();
            }
            return kind == Decision.Kind.REVOKE ? shown.approvedTwins(approval) : shown.twins(approval);
        }
    }

    /** Those that wait, the oldest first. */
    List<Approval> waiting() {
        synchronized (lock) {
            return shown == null
                    ? List.of()
                    : shown.all().stream()
                            .filter(approval -> approval.state() instanceof State.Requested)
                            .sorted(OLDEST_FIRST)
                            .toList();
        }
    }

    void forgetOver(Instant now) {
        synchronized (lock) {
            if (shown != null) {
                shown.forgetOver(now);
            }
        }
    }

    /** Steps that are waited for. */
    Awaited<Approval> awaited() {
        return awaited;
    }

    /** Who is told of each approval that changed. */
    Watchers<Approval> watchers() {
        return watchers;
    }

    /** Takes what was read before anything of it is shown. */
    void load(Loading loading, ApprovalEntry entry) {
        boolean counts = loading.ledger.take(entry).isPresent();
        if (entry.event() != null && awaited.has(entry.event().getId())) {
            loading.counted.put(entry.event().getId(), counts);
        }
    }

    /** Shows what was read instead of what was shown. */
    void show(Loading loading) {
        List<Approval> changed = new ArrayList<>();
        synchronized (lock) {
            ApprovalLedger before = shown;
            shown = loading.ledger;
            if (before != null) {
                shown.all().stream()
                        .filter(now -> !now.equals(before.find(now.id())))
                        .forEach(changed::add);
            }
            loading.counted.forEach((step, counts) -> awaited.read(step, counts, null));
        }
        watchers.tell(changed);
    }

    /** Takes what was read since. */
    void take(List<ApprovalEntry> entries) {
        List<Approval> changed = new ArrayList<>();
        synchronized (lock) {
            ApprovalLedger ledger = shown;
            if (ledger == null) {
                throw new IllegalStateException("nothing was loaded yet");
            }
            for (ApprovalEntry entry : entries) {
                Optional<Approval> after = ledger.take(entry);
                after.ifPresent(changed::add);
                if (entry.event() != null) {
                    awaited.read(entry.event().getId(), after.isPresent(), ledger.find(entry.id()));
                }
            }
        }
        watchers.tell(changed);
    }
}
