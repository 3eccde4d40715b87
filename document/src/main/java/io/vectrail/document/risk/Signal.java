package io.vectrail.document.risk;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can make a caller risky. What each means, and how it is measured, says its class in the streams processor.
 */
public enum Signal {
    VOLUME("volume", 20),
    VECTOR_BYTES("vector-bytes", 10),
    DRIFT("drift", 25),
    BURST("burst", 15),
    SENSITIVE_CONTENT("sensitive-content", 30),
    REFUSED("refused", 25),
    SHADOW_REFUSED("shadow-refused", 10),
    REJECTED_APPROVALS("rejected-approvals", 20),
    NEW_PLACE("new-place", 30),
    OFF_HOURS("off-hours", 10),
    DUPLICATES("duplicates", 5),
    NEAR_DUPLICATES("near-duplicates", 45),
    PROBING("probing", 30),
    COVERAGE("coverage", 70),
    ENTROPY("entropy", 12),
    TEMPLATES("templates", 15);

    private static final Map<String, Signal> BY_KEY =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Signal::key, Function.identity()));

    private final String key;
    private final double points;

    Signal(String key, double points) {
        this.key = key;
        this.points = points;
    }

    /** As documents and records have it. */
    public String key() {
        return key;
    }

    /** What it adds at most, where the document does not say. */
    public double points() {
        return points;
    }

    /** The signal of this key; empty where there is none. */
    public static Optional<Signal> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
