package io.vectrail.replay.access;

import java.util.Arrays;
import java.util.Optional;

/** What somebody may do. */
public enum Role {
    /** Reads everything that is recorded. */
    AUDITOR("auditor"),
    /** Decides on held requests. */
    APPROVER("approver"),
    /** Changes what the gateway does. */
    POLICY_ADMIN("policy-admin"),
    /** Reads metadata alone: no texts, no bodies, no vectors. */
    VIEWER("viewer"),
    /** Sends recorded requests again, as far as they may read them. */
    REPLAYER("replayer");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** Its name in the configuration and the API. */
    public String label() {
        return label;
    }

    static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label.equals(label)).findFirst();
    }
}
