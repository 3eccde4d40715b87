package io.vectrail.policy.rule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.runtime.config.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A type that a rule looks for: its name alone, or with a threshold.
 *
 * @param type such as EMAIL_ADDRESS
 * @param threshold the score from which a value is taken for one, above 0 to 1
 */
public record Wanted(String type, double threshold) {

    /** @param problems where it is noted what it cannot be */
    void check(Problems problems) {
        problems.at("type").check(type != null && !type.isBlank(), "is missing; name a type, such as EMAIL_ADDRESS");
        problems.at("threshold").check(threshold > 0 && threshold <= 1, "must be above 0 and at most 1");
    }

    @JsonCreator
    static Wanted of(String type) {
        return new Wanted(type, Recognizer.THRESHOLD);
    }

    @JsonCreator
    static Wanted of(@JsonProperty("type") String type, @JsonProperty("threshold") @Nullable Double threshold) {
        return new Wanted(type, threshold == null ? Recognizer.THRESHOLD : threshold);
    }
}
