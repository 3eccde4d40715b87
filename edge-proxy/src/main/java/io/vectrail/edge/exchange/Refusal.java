package io.vectrail.edge.exchange;

/**
 * What a caller is told instead of an answer.
 *
 * @param code why
 * @param message what is wrong and what to do, as it is recorded, too; never a text, token or credential
 * @param byRule whether a rule of the document refuses
 * @param retryAfterSeconds where trying again may help: after how long, 1 or more
 */
public record Refusal(RefusalCode code, String message, boolean byRule, long retryAfterSeconds) {

    public Refusal(RefusalCode code, String message) {
        this(code, message, code == RefusalCode.BLOCKED_BY_POLICY, 1);
    }

    /** A rule lets no more pass for a while. */
    public static Refusal untilLater(String message, long seconds) {
        return new Refusal(RefusalCode.RATE_LIMITED, message, true, seconds);
    }
}
