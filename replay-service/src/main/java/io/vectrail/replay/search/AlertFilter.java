package io.vectrail.replay.search;

import io.vectrail.event.RiskLevel;
import io.vectrail.replay.alert.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are meant; null: whatever it is.
 *
 * @param state OPEN, ACKNOWLEDGED or CLOSED
 * @param level the highest that it reached
 * @param subject whose; a trailing * stands for anything
 * @param assignee whom it is assigned to
 * @param from raised then or later
 * @param to raised before
 */
public record AlertFilter(
        @Nullable String state,
        @Nullable RiskLevel level,
        @Nullable String subject,
        @Nullable String assignee,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Whether one is meant. */
    public boolean fits(Alert alert) {
        Instant at = alert.facts().raisedAt();
        return (state == null || state.equals(alert.work().state().label()))
                && (level == null || level == alert.facts().level())
                && (subject == null || isLike(subject, alert.facts().subject()))
                && (assignee == null || assignee.equals(alert.work().assignee()))
                && (from == null || !at.isBefore(from))
                && (to == null || at.isBefore(to));
    }

    private static boolean isLike(String wanted, String subject) {
        return wanted.endsWith("*")
                ? subject.startsWith(wanted.substring(0, wanted.length() - 1))
                : subject.equals(wanted);
    }
}
