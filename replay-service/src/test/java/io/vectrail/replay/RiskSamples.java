package io.vectrail.replay;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Risk;
import io.vectrail.event.RiskPart;
import io.vectrail.event.RiskScore;
import java.util.Arrays;
import java.util.List;

/** Scores as the streams processor would write them. */
public final class RiskSamples {

    private RiskSamples() {}

    /** Of an exchange whose own score, its session's and its caller's are of one part each. */
    public static RiskScore score(
            AuditExchange exchange, String session, double own, double ofSession, double ofCaller) {
        return RiskScore.newBuilder()
                .setExchange(exchange.getId())
                .setSubject(exchange.getCaller().getSubject())
                .setConnection(exchange.getConnection())
                .setSession(session)
                .setAt(exchange.getReceivedAt())
                .setDocumentHash("cd".repeat(32))
                .setHalfLifeMillis(RiskSettings.DEFAULT.halfLife().toMillis())
                .setOfExchange(
                        risk(new RiskPart("near-duplicates", own / 45, 45.0, own, "9 of the last 10 were alike")))
                .setOfSession(risk(new RiskPart("near-duplicates", ofSession / 45, 45.0, ofSession, "")))
                .setOfCaller(risk(new RiskPart("coverage", ofCaller / 50, 50.0, ofCaller, "")))
                .build();
    }

    /** The same without a session. */
    public static RiskScore score(AuditExchange exchange, double own, double ofCaller) {
        return score(exchange, "", own, own, ofCaller);
    }

    /** Of these parts, called as a document calls it that says nothing of that. */
    public static Risk risk(RiskPart... parts) {
        double score = Math.min(
                100, Arrays.stream(parts).mapToDouble(RiskPart::getPoints).sum());
        return new Risk(score, RiskSettings.DEFAULT.level(score), List.of(parts));
    }
}
