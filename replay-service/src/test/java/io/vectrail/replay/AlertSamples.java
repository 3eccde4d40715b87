package io.vectrail.replay;

import io.vectrail.event.AlertKind;
import io.vectrail.event.AlertedExchange;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.Risk;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.RiskPart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Records of alerts as the streams processor and the replay service would write them. */
public final class AlertSamples {

    private AlertSamples() {}

    /** One of a caller that nobody else has, raised now. */
    public static Sample sample() {
        return at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    public static Sample at(Instant raised) {
        return new Sample(
                UUID.randomUUID().toString(),
                "risky-" + UUID.randomUUID(),
                raised,
                List.of("production"),
                List.of("openai"),
                List.of());
    }

    /** An alert that records can be made of. */
    public record Sample(
            String id,
            String subject,
            Instant raisedAt,
            List<String> groups,
            List<String> connections,
            List<String> webhooks) {

        /** The same over these connections, of a caller in these groups. */
        public Sample over(List<String> others, String... otherGroups) {
            return new Sample(id, subject, raisedAt, List.of(otherGroups), others, webhooks);
        }

        public Sample telling(String... names) {
            return new Sample(id, subject, raisedAt, groups, connections, List.of(names));
        }

        public RiskAlert raised() {
            return fact(AlertKind.RAISED, RiskLevel.HIGH, 71.5).build();
        }

        public RiskAlert escalated() {
            return fact(AlertKind.ESCALATED, RiskLevel.CRITICAL, 93).build();
        }

        public RiskAlert subsided() {
            return fact(AlertKind.SUBSIDED, RiskLevel.LOW, 12).build();
        }

        public RiskAlert.Builder fact(AlertKind kind, RiskLevel level, double score) {
            return RiskAlert.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setAlert(id)
                    .setKind(kind)
                    .setAt(after(kind))
                    .setRaisedAt(raisedAt)
                    .setSubject(subject)
                    .setGroups(groups)
                    .setRisk(Risk.newBuilder()
                            .setScore(score)
                            .setLevel(level)
                            .setParts(List.of(part("near-duplicates", 45, ""), part("coverage", 26.5, "")))
                            .build())
                    .setExchanges(connections.stream().map(this::exchange).toList())
                    .setWebhooks(webhooks)
                    .setDocumentHash("ab".repeat(32));
        }

        private Instant after(AlertKind kind) {
            return switch (kind) {
                case RAISED -> raisedAt;
                case UNKNOWN, ESCALATED -> raisedAt.plusSeconds(2);
                case SUBSIDED -> raisedAt.plusSeconds(3);
            };
        }

        private AlertedExchange exchange(String connection) {
            return AlertedExchange.newBuilder()
                    .setId(Samples.idAt(raisedAt))
                    .setAt(raisedAt)
                    .setConnection(connection)
                    .setSession("a-session")
                    .setScore(45)
                    .setParts(List.of(part("near-duplicates", 45, "40 of 41 inputs are nearly the same")))
                    .build();
        }

        /** Something that somebody did with it. */
        public CaseEvent.Builder step(CaseKind kind) {
            return CaseEvent.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setAlert(id)
                    .setAt(raisedAt.plusSeconds(60))
                    .setKind(kind)
                    .setActor("ann");
        }
    }

    private static RiskPart part(String signal, double points, String reason) {
        return RiskPart.newBuilder()
                .setSignal(signal)
                .setStrength(1)
                .setWeight(points)
                .setPoints(points)
                .setReason(reason)
                .build();
    }
}
