package io.vectrail.replay.webhook.alert;

import io.vectrail.event.AlertKind;
import io.vectrail.event.RiskAlert;
import io.vectrail.replay.alert.Facts;
import io.vectrail.replay.alert.ocsf.DetectionFinding;
import io.vectrail.replay.webhook.Message;
import io.vectrail.replay.webhook.Message.Fact;
import io.vectrail.replay.webhook.telling.Telling;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What webhooks are told of alerts. */
final class AlertTellings {

    private static final int MOST_SIGNALS = 5;
    private static final String NOTHING = "-";

    private AlertTellings() {}

    /**
     * Whom a step is told to.
     *
     * @param console where people see alerts
     */
    static List<Telling> of(RiskAlert step, URI console) {
        String title = title(step.getKind());
        if (title == null) {
            return List.of();
        }
        Facts facts = Facts.alone(step);
        String word = step.getKind().name().toLowerCase(Locale.ROOT);
        URI link = console.resolve("/alerts/" + URLEncoder.encode(step.getAlert(), StandardCharsets.UTF_8));
        Message message = new Message(
                "alert." + word,
                step.getAt(),
                title,
                people(facts),
                link,
                "alert",
                Summary.of(step.getAlert(), facts),
                DetectionFinding.of(step, link));
        return facts.webhooks().stream()
                .map(webhook -> Telling.of(step.getId(), word, false, webhook, step.getAlert(), null, message))
                .toList();
    }

    private static @Nullable String title(AlertKind kind) {
        return switch (kind) {
            case RAISED -> "A caller's risk is high";
            case ESCALATED -> "A caller's risk is higher still";
            case SUBSIDED -> "A caller's risk has subsided";
            case UNKNOWN -> null;
        };
    }

    private static List<Fact> people(Facts facts) {
        String signals = facts.parts().stream()
                .limit(MOST_SIGNALS)
                .map(part -> part.signal() + " " + Math.round(part.points()))
                .collect(Collectors.joining(", "));
        String connections = String.join(", ", facts.connections());
        return List.of(
                new Fact("Caller", facts.subject()),
                new Fact(
                        "Score",
                        Math.round(facts.score()) + ", " + facts.level().name()),
                new Fact("Why", signals.isEmpty() ? NOTHING : signals),
                new Fact("Connections", connections.isEmpty() ? NOTHING : connections),
                new Fact("Exchanges", Integer.toString(facts.exchanges().size())));
    }
}
