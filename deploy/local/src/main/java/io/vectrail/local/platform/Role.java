package io.vectrail.local.platform;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The programs of the platform, in the order in which a person reads them. */
public enum Role {
    KAFKA(30),
    CLICKHOUSE(30),
    REGISTRY(15),
    UPSTREAM(10),
    REPLAY(30),
    STREAMS(30),
    EDGE(60);

    /**
     * What stops together. The edge ends while the upstream can still answer what is in flight and the broker can still take what
     * the journal holds; then those that only read the broker; the broker is last.
     */
    static final List<List<Role>> STOP =
            List.of(List.of(EDGE), List.of(STREAMS, REPLAY), List.of(UPSTREAM, REGISTRY, CLICKHOUSE), List.of(KAFKA));

    private final Duration stopLimit;

    Role(int stopSeconds) {
        this.stopLimit = Duration.ofSeconds(stopSeconds);
    }

    /** What has to be healthy before this one starts: what it cannot start without, or would wait for with a longer breath. */
    Set<Role> needs() {
        return switch (this) {
            case KAFKA, CLICKHOUSE, REGISTRY, UPSTREAM -> Set.of();
            case STREAMS -> Set.of(KAFKA, REGISTRY);
            case REPLAY -> Set.of(KAFKA, REGISTRY, CLICKHOUSE);
            case EDGE -> Set.of(KAFKA, REGISTRY, UPSTREAM, REPLAY); // the replay service publishes the issuer's keys
        };
    }

    /** As on the command line, in log and file names. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From SIGTERM to its end. */
    public Duration stopLimit() {
        return stopLimit;
    }
}
