package io.vectrail.replay.access;

/**
 * What somebody must say who looks at recorded texts.
 *
 * @param reason whether a reason is needed
 */
public record ViewingSettings(Reason reason) {

    /** Where nothing is configured. */
    public static final ViewingSettings DEFAULT = new ViewingSettings(Reason.NONE);

    /** Whether a reason is needed. */
    public enum Reason {
        /** One that is given is recorded. */
        NONE,
        /** Without one no text is shown. */
        REQUIRED
    }

    public ViewingSettings {
        if (reason == null) {
            throw new IllegalArgumentException("reason is missing; it is none or required");
        }
    }

    public boolean needsReason() {
        return reason == Reason.REQUIRED;
    }
}
