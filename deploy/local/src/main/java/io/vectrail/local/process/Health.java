package io.vectrail.local.process;

/** What one look at a program found. */
public sealed interface Health {
    /** The program does its work now; {@code remark} is empty, or says what somebody should look at. */
    record Healthy(String remark) implements Health {
        public Healthy() {
            this("");
        }
    }

    /** The program does not do its work, or not yet; {@code reason} is a few words for a person. */
    record Unhealthy(String reason) implements Health {}
}
