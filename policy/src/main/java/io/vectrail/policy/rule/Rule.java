package io.vectrail.policy.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A policy of the document.
 *
 * @param name stands in refusals and records; what {@code deny} finds is found under it
 * @param match which requests it concerns
 * @param detect what it looks for
 * @param deny words and patterns of its own
 * @param when what must hold of an input beside; null where nothing must
 * @param action what it does with what it finds
 * @param shadow evaluated and recorded, never enforced
 * @param allowedOnError whether a request passes where it cannot be evaluated
 * @param hash SHA-256 of it as it is written, lower-case hex: another where anything of it was changed
 */
public record Rule(
        String name,
        Match match,
        List<Wanted> detect,
        Deny deny,
        @Nullable When when,
        Action action,
        boolean shadow,
        boolean allowedOnError,
        String hash) {

    public Rule {
        detect = List.copyOf(detect);
    }

    /** The same rule, evaluated and recorded, and not enforced. */
    Rule inShadow() {
        return new Rule(name, match, detect, deny, when, action, true, allowedOnError, hash);
    }

    /** Whether it has a say in a request. */
    public boolean concerns(Facts facts) {
        return match.fits(facts);
    }

    /** Whether it looks for something; one that does not concerns every input. */
    public boolean looks() {
        return !detect.isEmpty() || !deny.isEmpty();
    }

    /** Whether it takes a value of this type and score for one that it looks for. */
    public boolean wants(String type, double score) {
        return type.equals(name)
                || detect.stream().anyMatch(wanted -> wanted.type().equals(type) && score >= wanted.threshold());
    }

    /** All that it looks for: of each type, the score from which it takes a value for one. */
    public Map<String, Double> thresholds() {
        Map<String, Double> thresholds = new TreeMap<>();
        detect.forEach(wanted -> thresholds.merge(wanted.type(), wanted.threshold(), Math::min));
        if (!deny.isEmpty()) {
            thresholds.put(name, 0.0);
        }
        return thresholds;
    }

    /** Whether it looks for one of these types, or its condition asks for whatever was found. */
    public boolean mayNeed(Collection<String> types) {
        return asksForDetections() || detect.stream().map(Wanted::type).anyMatch(types::contains);
    }

    /** Whether its condition asks for whatever was found. */
    public boolean asksForDetections() {
        return when != null && when.asksForDetections();
    }

    /** Whether its condition asks how risky the caller is. */
    boolean asksForRisk() {
        return when != null && when.asksForRisk();
    }
}
