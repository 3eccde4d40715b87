package io.vectrail.policy.rule;

/**
 * How risky a caller is, as conditions see it.
 *
 * @param score 0 to 100
 * @param level low, medium, high or critical, as the document's thresholds have it; unknown where nothing was ever heard of scores
 */
public record Risk(double score, String level) {

    /** As long as nothing was heard of any score. */
    public static final Risk UNKNOWN = new Risk(0, "unknown");

    /** Of a caller without a score, where scores are known. */
    public static final Risk NONE = new Risk(0, "low");

    public Risk {
        if (!(score >= 0 && score <= 100)) {
            throw new IllegalArgumentException("a score is 0 to 100");
        }
    }
}
