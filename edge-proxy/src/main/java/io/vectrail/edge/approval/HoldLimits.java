package io.vectrail.edge.approval;

import io.vectrail.document.approval.ApprovalLedger;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.runtime.config.ConfigurationException;
import java.time.Instant;

/**
 * How much may wait.
 *
 * @param settings as the operator has them
 * @param bytes of memory
 */
public record HoldLimits(HoldSettings settings, long bytes) {

    /** What part of the memory of all requests those that wait may take, and of that one caller: so that the others have room. */
    private static final int SHARE = 4;

    /** @param inFlightBytes what all requests under way may take together */
    public static HoldLimits of(HoldSettings settings, long inFlightBytes) {
        long bytes = settings.bytes() == null
                ? inFlightBytes / SHARE
                : settings.bytes().bytes();
        if (bytes < 1 || bytes > inFlightBytes) {
            throw new ConfigurationException(
                    "hold.bytes must be at least 1 and at most listen.inFlightBytes, which has room for all requests");
        }
        return new HoldLimits(settings, bytes);
    }

    /** @throws RefusedException when no further request may be asked about */
    void checkOpen(ApprovalLedger ledger, String subject, Instant now) {
        long own = ledger.of(subject).stream()
                .filter(approval -> approval.open(now))
                .count();
        if (own >= settings.openPerCaller()) {
            throw new RefusedException(Refusals.tooMany("of this caller", settings.openPerCaller()));
        }
        // Those are counted, too, whose time is over and that nobody has closed; only where it matters is it looked at
        // which.
        if (ledger.open() >= settings.open()
                && ledger.all().stream().filter(approval -> approval.open(now)).count() >= settings.open()) {
            throw new RefusedException(Refusals.tooMany("of all callers", settings.open()));
        }
    }

    /** @throws RefusedException when no further connection may wait */
    void checkHeld(Waiting waiting, String subject, long more) {
        if (waiting.count(subject) >= settings.perCaller()) {
            throw new RefusedException(Refusals.tooMany("of this caller", settings.perCaller()));
        }
        if (waiting.count() >= settings.most()) {
            throw new RefusedException(Refusals.tooMany("of all callers", settings.most()));
        }
        if (waiting.bytes() + more > bytes || waiting.bytes(subject) + more > bytes / SHARE) {
            throw new RefusedException(Refusals.tooManyBytes());
        }
    }
}
