package io.vectrail.replay.alert;

import io.vectrail.event.AlertKind;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found: a fold over the records of {@code vectrail.alerts} in their order. A step that is no way on changes nothing, nor does one
 * that was taken before.
 *
 * <pre>
 *   (nothing) ──RAISED──► raised ──SUBSIDED──► subsided
 *                         │    ▲
 *                         └────┘ ESCALATED, to a higher level
 * </pre>
 *
 * @param groups those that the caller was in at any step, at most 256
 * @param connections of the exchanges behind any step, at most 256
 * @param raisedAt when the exchange arrived that raised it
 * @param updatedAt the time of the latest step
 * @param subsidedAt null: it has not
 * @param level the highest that it reached
 * @param score as it was then, 0 to 100
 * @param parts what made that score, the largest first
 * @param exchanges that made it, the riskiest first; at most 20
 * @param webhooks that are told of it, by name
 * @param documentHash of the gateway document by which it was raised or escalated last
 * @param steps those that counted, the first first
 */
public record Facts(
        String subject,
        List<String> groups,
        List<String> connections,
        Instant raisedAt,
        Instant updatedAt,
        @Nullable Instant subsidedAt,
        RiskLevel level,
        double score,
        List<Part> parts,
        List<Behind> exchanges,
        List<String> webhooks,
        String documentHash,
        List<AlertStep> steps) {

    private static final int MOST_NAMES = 256;
    private static final int MOST_WEBHOOKS = 16;
    private static final int MOST_NAME = 256;
    private static final double MOST_SCORE = 100;

    public Facts {
        groups = List.copyOf(groups);
        connections = List.copyOf(connections);
        parts = List.copyOf(parts);
        exchanges = List.copyOf(exchanges);
        webhooks = List.copyOf(webhooks);
        steps = List.copyOf(steps);
    }

    /**
     * What a step says by itself, whatever was before.
     *
     * @param step that is {@link Sound}
     */
    public static Facts alone(RiskAlert step) {
        List<Behind> exchanges = Behind.of(step.getExchanges());
        AlertStep said = said(step);
        return new Facts(
                step.getSubject(),
                names(step.getGroups().stream()),
                names(exchanges.stream().map(Behind::connection)),
                step.getRaisedAt(),
                step.getAt(),
                step.getKind() == AlertKind.SUBSIDED ? step.getAt() : null,
                said.level(),
                said.score(),
                Part.of(step.getRisk().getParts()),
                exchanges,
                step.getWebhooks().stream()
                        .map(name -> Sound.text(name, MOST_NAME))
                        .distinct()
                        .limit(MOST_WEBHOOKS)
                        .toList(),
                Sound.text(step.getDocumentHash(), MOST_NAME),
                List.of(said));
    }

    /** After the first step that counts; empty where this one does not. */
    static Optional<Facts> first(RiskAlert step) {
        return step.getKind() == AlertKind.RAISED ? Optional.of(alone(step)) : Optional.empty();
    }

    /** After another step; empty where that changes nothing. */
    Optional<Facts> then(RiskAlert step) {
        boolean over =
                subsidedAt != null || steps.stream().anyMatch(each -> each.id().equals(step.getId()));
        if (over) {
            return Optional.empty();
        }
        return switch (step.getKind()) {
            case ESCALATED ->
                step.getRisk().getLevel().compareTo(level) > 0 ? Optional.of(escalated(alone(step))) : Optional.empty();
            case SUBSIDED -> Optional.of(subsided(alone(step)));
            case RAISED, UNKNOWN -> Optional.empty();
        };
    }

    private Facts escalated(Facts now) {
        return new Facts(
                subject,
                both(groups, now.groups),
                both(connections, now.connections),
                raisedAt,
                later(now.updatedAt),
                null,
                now.level,
                now.score,
                now.parts,
                now.exchanges,
                now.webhooks,
                now.documentHash,
                joined(now.steps.getFirst()));
    }

    Facts withExchanges(List<Behind> seen) {
        return new Facts(
                subject,
                groups,
                names(seen.stream().map(Behind::connection)),
                raisedAt,
                updatedAt,
                subsidedAt,
                level,
                score,
                parts,
                seen,
                webhooks,
                documentHash,
                steps);
    }

    /** What it was raised for stays what it is about. */
    private Facts subsided(Facts now) {
        return new Facts(
                subject,
                both(groups, now.groups),
                both(connections, now.connections),
                raisedAt,
                later(now.updatedAt),
                now.updatedAt,
                level,
                score,
                parts,
                exchanges,
                webhooks,
                documentHash,
                joined(now.steps.getFirst()));
    }

    private Instant later(Instant at) {
        return at.isAfter(updatedAt) ? at : updatedAt;
    }

    private List<AlertStep> joined(AlertStep step) {
        List<AlertStep> all = new ArrayList<>(steps);
        all.add(step);
        return all;
    }

    private static AlertStep said(RiskAlert step) {
        return new AlertStep(
                step.getId(),
                step.getKind(),
                step.getAt(),
                Sound.number(step.getRisk().getScore(), MOST_SCORE),
                step.getRisk().getLevel());
    }

    private static List<String> names(Stream<String> names) {
        return names.map(name -> Sound.text(name, MOST_NAME))
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }

    private static List<String> both(Collection<String> before, Collection<String> now) {
        return names(Stream.concat(before.stream(), now.stream()));
    }
}
