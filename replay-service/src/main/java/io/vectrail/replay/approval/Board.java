package io.vectrail.replay.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.document.approval.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What waits, as far as it was read: one thread reads, and everybody looks. Thread-safe. */
final class Board {

    static final Comparator<Approval> OLDEST_FIRST = Comparator.<Approval, Instant>comparing(
                    approval -> approval.asked().at())
            .thenComparing(Approval::id);

    /** More than there may be streams and webhooks. */
    private static final int MOST_WATCHERS = 500;

    private final Object lock = new Object();
    private final Map<String, CompletableFuture<Read>> awaited = new HashMap<>();
    private final List<ApprovalDesk.Watcher> watchers = new CopyOnWriteArrayList<>();
    private @Nullable ApprovalLedger shown;

    /**
     * What reading a step came to.
     *
     * @param counted whether it was of consequence
     * @param approval after it; null where it is not known
     */
    record Read(boolean counted, @Nullable Approval approval) {}

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

    /** What a step will have come to, once it is read; to be called before it is written, and given up after. */
    CompletableFuture<Read> await(String step) {
        synchronized (lock) {
            return awaited.computeIfAbsent(step, fresh -> new CompletableFuture<>());
        }
    }

    void giveUp(String step) {
        synchronized (lock) {
            awaited.remove(step);
        }
    }

    /** Is told of each approval that changed, by the thread that reads, and must not keep it. @return false when there are too many */
    boolean watch(ApprovalDesk.Watcher watcher) {
        synchronized (watchers) {
            return watchers.size() < MOST_WATCHERS && watchers.add(watcher);
        }
    }

    void unwatch(ApprovalDesk.Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Takes what was read before anything of it is shown. */
    void load(Loading loading, ApprovalEntry entry) {
        boolean counts = loading.ledger.take(entry).isPresent();
        synchronized (lock) {
            if (entry.event() != null && awaited.containsKey(entry.event().getId())) {
                loading.counted.put(entry.event().getId(), counts);
            }
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
            loading.counted.forEach((step, counts) -> answer(step, counts, null));
        }
        tell(changed);
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
                    answer(entry.event().getId(), after.isPresent(), ledger.find(entry.id()));
                }
            }
        }
        tell(changed);
    }

    private void answer(String step, boolean counts, @Nullable Approval approval) {
        CompletableFuture<Read> waits = awaited.remove(step);
        if (waits != null) {
            waits.complete(new Read(counts, approval));
        }
    }

    private void tell(List<Approval> changed) {
        watchers.forEach(watcher -> changed.forEach(watcher::changed));
    }
}
