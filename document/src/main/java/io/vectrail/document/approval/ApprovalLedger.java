package io.vectrail.document.approval;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the records that were read so far amount to, as far as anybody may still decide or go on by it. For one thread at a time. */
public final class ApprovalLedger {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalLedger.class);

    private final Map<String, Approval> approvals = new HashMap<>();
    private final Map<String, Set<String>> bySubject = new HashMap<>();
    private int open;

    /**
     * Takes one record more.
     *
     * @return the approval as it is now; empty where the record is of no consequence
     */
    public Optional<Approval> take(ApprovalEntry entry) {
        ApprovalEvent event = entry.event();
        if (event == null) {
            forget(entry.id());
            return Optional.empty();
        }
        Approval known = approvals.get(entry.id());
        Optional<Approval> next = known == null ? begun(entry, event) : known.after(event);
        next.ifPresent(this::put);
        return next;
    }

    private static Optional<Approval> begun(ApprovalEntry entry, ApprovalEvent event) {
        ApprovalRequest request = event.getRequest();
        if (event.getKind() != ApprovalKind.REQUESTED || request == null) {
            return Optional.empty();
        }
        try {
            Asked asked = Asked.of(event, request, entry.partition(), entry.offset());
            return Optional.of(Approval.requested(entry.id(), asked, event));
        } catch (IllegalArgumentException e) {
            LOG.error("approval {} asks for what nobody can give, and is not taken: {}", entry.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Knows of one before its record was read; one that is known stays as it is. */
    public void begin(Approval approval) {
        if (!approvals.containsKey(approval.id())) {
            put(approval);
        }
    }

    private void put(Approval approval) {
        count(approvals.put(approval.id(), approval), -1);
        count(approval, 1);
        bySubject
                .computeIfAbsent(approval.asked().subject(), fresh -> new LinkedHashSet<>())
                .add(approval.id());
    }

    /** Knows nothing of it any more. */
    public void forget(String id) {
        Approval gone = approvals.remove(id);
        if (gone != null) {
            count(gone, -1);
            String whose = gone.asked().subject();
            Set<String> left = bySubject.getOrDefault(whose, Set.of());
            left.remove(id);
            if (left.isEmpty()) {
                bySubject.remove(whose);
            }
        }
    }

    private void count(@Nullable Approval approval, int one) {
        if (approval != null && approval.state() instanceof State.Requested) {
            open += one;
        }
    }

    /** How many wait to be decided on, those included whose time is over and that nobody has closed yet. */
    public int open() {
        return open;
    }

    public @Nullable Approval find(String id) {
        return approvals.get(id);
    }

    public Collection<Approval> all() {
        return approvals.values();
    }

    /** Those of one caller, in the order in which they were requested. */
    public List<Approval> of(String subject) {
        return bySubject.getOrDefault(subject, Set.of()).stream()
                .map(approvals::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those of one caller on one connection, in the order in which they were requested. */
    public List<Approval> of(String subject, String connection) {
        return of(subject).stream()
                .filter(approval -> approval.asked().connection().equals(connection))
                .toList();
    }

    /** Those of the same request that wait, too: two edges may have held it before one heard of the other. */
    public List<Approval> twins(Approval approval) {
        return alike(approval)
                .filter(other -> other.state() instanceof State.Requested)
                .toList();
    }

    /** Those of the same request that were approved, too: what one of them allowed and does not any more, the other would go on allowing. */
    public List<Approval> approvedTwins(Approval approval) {
        return alike(approval)
                .filter(other -> other.state() instanceof State.Approved)
                .toList();
    }

    private Stream<Approval> alike(Approval approval) {
        return of(approval.asked().subject(), approval.asked().connection()).stream()
                .filter(other -> !other.id().equals(approval.id())
                        && other.asked().request().equals(approval.asked().request())
                        && other.asked().covers(approval.asked().requirements())
                        && approval.asked().covers(other.asked().requirements()));
    }

    /** Forgets what nobody can decide on, or go on by, any more. */
    public void forgetOver(Instant now) {
        approvals.values().stream()
                .filter(approval -> approval.over(now))
                .map(Approval::id)
                .toList()
                .forEach(this::forget);
    }
}
