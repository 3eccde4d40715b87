package io.vectrail.streams.scoring;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AlertKind;
import io.vectrail.event.AlertedExchange;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.CallerRisk;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.RiskPart;
import io.vectrail.event.RiskScore;
import io.vectrail.streams.alert.Behind;
import io.vectrail.streams.alert.Step;
import io.vectrail.streams.intake.DerivedId;
import io.vectrail.streams.risk.Scored;
import io.vectrail.streams.risk.Weighed;
import java.time.Instant;
import java.util.List;

/** What is written of a scored exchange. */
final class RiskEvents {

    private RiskEvents() {}

    /** @param version empty of what is scored as it happens */
    static RiskScore score(
            AuditExchange exchange, String session, long at, Scored scored, RiskSettings settings, String version) {
        return new RiskScore(
                exchange.getId(),
                exchange.getCaller().getSubject(),
                exchange.getConnection(),
                session,
                Instant.ofEpochMilli(at),
                exchange.getDecision().getDocumentHash(),
                settings.halfLife().toMillis(),
                version,
                scored.ofExchange().event(),
                scored.ofSession().event(),
                scored.ofCaller().event());
    }

    static CallerRisk told(String subject, Told told) {
        return new CallerRisk(subject, Instant.ofEpochMilli(told.at()), told.points(), told.halfLifeMillis(), 0L);
    }

    /** That scores are derived, and how far behind. */
    static CallerRisk beat(long now, long behindMillis) {
        return new CallerRisk("", Instant.ofEpochMilli(now), 0.0, 0L, behindMillis);
    }

    static RiskAlert alert(
            AuditExchange exchange, long at, Step step, Scored scored, List<Behind> behind, RiskSettings settings) {
        AlertKind kind = switch (step) {
            case Step.Raised _ -> AlertKind.RAISED;
            case Step.Escalated _ -> AlertKind.ESCALATED;
            case Step.Subsided _ -> AlertKind.SUBSIDED;
        };
        return new RiskAlert(
                DerivedId.of(step.alert().id(), kind.name(), exchange.getId()),
                step.alert().id(),
                kind,
                Instant.ofEpochMilli(at),
                Instant.ofEpochMilli(step.alert().raisedAt()),
                exchange.getCaller().getSubject(),
                exchange.getCaller().getGroups(),
                saying(step, scored).event(),
                behind.stream()
                        .map(each -> behind(each, exchange.getId(), scored, settings))
                        .toList(),
                settings.alerts().webhooks(),
                exchange.getDecision().getDocumentHash());
    }

    /** One that subsides says how far it had fallen, also where the same exchange raises another. */
    private static Weighed saying(Step step, Scored scored) {
        Weighed before = scored.callerBefore();
        return step instanceof Step.Subsided
                        && before.score() < scored.ofCaller().score()
                ? before
                : scored.ofCaller();
    }

    /** Of the exchange itself it is known why; of those before it what it came to. */
    private static AlertedExchange behind(Behind behind, String present, Scored scored, RiskSettings settings) {
        List<RiskPart> parts = behind.id().equals(present)
                ? scored.ofExchange().partEvents(Behind.MOST_SIGNALS)
                : behind.met().stream()
                        .map(met -> new RiskPart(
                                met.signal().key(),
                                met.strength(),
                                settings.weight(met.signal()),
                                met.strength() * settings.weight(met.signal()),
                                ""))
                        .toList();
        return new AlertedExchange(
                behind.id(),
                Instant.ofEpochMilli(behind.at()),
                behind.connection(),
                behind.session(),
                behind.score(),
                parts);
    }
}
