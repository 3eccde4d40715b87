package io.vectrail.replay.alert;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.Verdict;
import io.vectrail.replay.alert.CaseState.Acknowledged;
import io.vectrail.replay.alert.CaseState.Closed;
import io.vectrail.replay.alert.CaseState.NotClosed;
import io.vectrail.replay.alert.CaseState.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people did with an alert: a fold over the records of {@code vectrail.cases} in their order; {@link CaseState} has which step leads where.
 * One that leads nowhere changes nothing, nor does one that is among the {@value #MOST_STEPS} latest already.
 *
 * @param assignee whose it is; null: nobody's
 * @param updatedAt the time of the latest step of people; null: there was none
 * @param steps the latest that counted, the first first
 */
public record Case(
        CaseState state,
        @Nullable String assignee,
        @Nullable Instant updatedAt,
        List<CaseStep> steps) {

    /** As many are kept. */
    public static final int MOST_STEPS = 1_000;

    /** Longest name of whom it is assigned to, in characters. */
    public static final int MOST_ASSIGNEE = 256;

    static final Case NEW = new Case(new Open(), null, null, List.of());

    public Case {
        steps = List.copyOf(steps);
    }

    /** Whether this step counted. */
    public boolean has(String step) {
        return steps.stream().anyMatch(each -> each.id().equals(step));
    }

    /** What it came to; null as long as it is not closed. */
    public @Nullable Verdict verdict() {
        return state instanceof Closed closed ? closed.verdict() : null;
    }

    /** Who brought it into its state; null where nobody did. */
    public @Nullable String by() {
        return steps.reversed().stream()
                .filter(step -> switch (step.kind()) {
                    case ACKNOWLEDGED, CLOSED, REOPENED -> true;
                    case UNKNOWN, ASSIGNED, NOTIFIED, UNDELIVERED -> false;
                })
                .findFirst()
                .map(CaseStep::actor)
                .orElse(null);
    }

    /** The id of the latest step of people; empty where there was none. */
    public Optional<String> latest() {
        return steps.reversed().stream()
                .filter(step -> switch (step.kind()) {
                    case ACKNOWLEDGED, ASSIGNED, CLOSED, REOPENED -> true;
                    case UNKNOWN, NOTIFIED, UNDELIVERED -> false;
                })
                .findFirst()
                .map(CaseStep::id);
    }

    /** After a step; empty where that changes nothing. */
    public Optional<Case> take(CaseEvent event) {
        if (Sound.fault(event) != null || has(event.getId())) {
            return Optional.empty();
        }
        return switch (event.getKind()) {
            case ACKNOWLEDGED -> state instanceof Open open ? moved(open.acknowledged(), event) : Optional.empty();
            case ASSIGNED -> assigned(event);
            case CLOSED -> closed(event);
            case REOPENED -> state instanceof Closed closed ? moved(closed.reopened(), event) : Optional.empty();
            case NOTIFIED, UNDELIVERED -> Optional.of(new Case(state, assignee, updatedAt, joined(event)));
            case UNKNOWN -> Optional.empty();
        };
    }

    private Optional<Case> assigned(CaseEvent event) {
        String to = event.getAssignee();
        boolean somebody = to != null && !to.isBlank() && to.length() <= MOST_ASSIGNEE;
        return switch (state) {
            case Open _, Acknowledged _ ->
                somebody ? Optional.of(new Case(state, to, later(event.getAt()), joined(event))) : Optional.empty();
            case Closed _ -> Optional.empty();
        };
    }

    private Optional<Case> closed(CaseEvent event) {
        Verdict verdict = event.getVerdict();
        return state instanceof NotClosed open && verdict != null && verdict != Verdict.UNKNOWN
                ? moved(open.closed(verdict), event)
                : Optional.empty();
    }

    private Optional<Case> moved(CaseState to, CaseEvent event) {
        return Optional.of(new Case(to, assignee, later(event.getAt()), joined(event)));
    }

    private Instant later(Instant at) {
        return updatedAt == null || at.isAfter(updatedAt) ? at : updatedAt;
    }

    private List<CaseStep> joined(CaseEvent event) {
        List<CaseStep> all = new ArrayList<>(steps.size() < MOST_STEPS ? steps : steps.subList(1, steps.size()));
        all.add(CaseStep.of(event));
        return all;
    }
}
