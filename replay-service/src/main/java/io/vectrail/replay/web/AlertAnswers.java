package io.vectrail.replay.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vectrail.event.Verdict;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.AlertStep;
import io.vectrail.replay.alert.Behind;
import io.vectrail.replay.alert.CaseStep;
import io.vectrail.replay.alert.Facts;
import io.vectrail.replay.alert.Part;
import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of alerts. Field names are the API's. */
final class AlertAnswers {

    private static final double HUNDREDTHS = 100;

    private AlertAnswers() {}

    /**
     * A part of the list.
     *
     * @param complete false: the archive does not answer, and these are those that memory has
     */
    record Page<T>(List<T> items, @Nullable String nextCursor, boolean complete) {

        Page {
            items = List.copyOf(items);
        }
    }

    /** What a signal adds. */
    record Adds(String signal, double strength, double weight, double points) {}

    /** The same, with why. */
    record Explained(String signal, double strength, double weight, double points, String reason) {}

    /** An alert in a list. */
    record Summary(
            String id,
            String state,
            String level,
            double score,
            String subject,
            List<String> groups,
            Instant raisedAt,
            Instant updatedAt,
            @Nullable Instant subsidedAt,
            @Nullable String assignee,
            @Nullable String verdict,
            List<Adds> parts,
            int exchangeCount) {}

    /** An exchange behind it. */
    record Exchange(String id, Instant at, String connection, String session, double score, List<Explained> parts) {}

    /** A step of it. */
    record Step(String kind, Instant at, double score, String level) {}

    /** What was done with it. */
    record Done(
            String id,
            String kind,
            Instant at,
            String actor,
            @Nullable String assignee,
            @Nullable String verdict,
            String reason,
            @Nullable String webhook) {}

    /** One alert. */
    record Detail(
            @JsonUnwrapped Summary summary,
            List<Exchange> exchanges,
            String documentHash,
            List<String> webhooks,
            List<Step> steps,
            @JsonProperty("case") List<Done> work) {}

    static Summary summary(Alert alert, Scope scope) {
        Facts facts = alert.facts();
        return new Summary(
                alert.id(),
                alert.work().state().label(),
                facts.level().name(),
                rounded(facts.score()),
                facts.subject(),
                facts.groups(),
                facts.raisedAt(),
                alert.updatedAt(),
                facts.subsidedAt(),
                alert.work().assignee(),
                name(alert.work().verdict()),
                facts.parts().stream().map(AlertAnswers::adds).toList(),
                AlertSight.exchanges(scope, alert).size());
    }

    static Detail detail(Alert alert, Scope scope) {
        return new Detail(
                summary(alert, scope),
                AlertSight.exchanges(scope, alert).stream()
                        .map(AlertAnswers::exchange)
                        .toList(),
                alert.facts().documentHash(),
                alert.facts().webhooks(),
                alert.facts().steps().stream().map(AlertAnswers::step).toList(),
                alert.work().steps().stream().map(AlertAnswers::done).toList());
    }

    private static Exchange exchange(Behind exchange) {
        return new Exchange(
                exchange.id(),
                exchange.at(),
                exchange.connection(),
                exchange.session(),
                rounded(exchange.score()),
                exchange.parts().stream().map(AlertAnswers::explained).toList());
    }

    private static Step step(AlertStep step) {
        return new Step(
                step.kind().name(),
                step.at(),
                rounded(step.score()),
                step.level().name());
    }

    private static Done done(CaseStep step) {
        return new Done(
                step.id(),
                step.kind().name(),
                step.at(),
                step.actor(),
                step.assignee(),
                name(step.verdict()),
                step.reason(),
                step.webhook());
    }

    private static Adds adds(Part part) {
        return new Adds(part.signal(), part.strength(), part.weight(), part.points());
    }

    private static Explained explained(Part part) {
        return new Explained(part.signal(), part.strength(), part.weight(), part.points(), part.reason());
    }

    private static @Nullable String name(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.name();
    }

    private static double rounded(double score) {
        return Math.round(score * HUNDREDTHS) / HUNDREDTHS;
    }
}
