package io.vectrail.document.risk;

import io.vectrail.event.RiskLevel;
import io.vectrail.runtime.config.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Where levels begin; what is below {@code medium} is LOW.
 *
 * @param medium above 0
 * @param high above medium
 * @param critical above high, at most 100
 */
public record Levels(double medium, double high, double critical) {

    static final Levels DEFAULT = new Levels(40, 65, 85);

    /** What a score is called. */
    public RiskLevel of(double score) {
        if (score >= critical) {
            return RiskLevel.CRITICAL;
        }
        if (score >= high) {
            return RiskLevel.HIGH;
        }
        return score >= medium ? RiskLevel.MEDIUM : RiskLevel.LOW;
    }

    /** Where a level begins. */
    public double from(RiskLevel level) {
        return switch (level) {
            case UNKNOWN, LOW -> 0;
            case MEDIUM -> medium;
            case HIGH -> high;
            case CRITICAL -> critical;
        };
    }

    /** As they stand in the document; what is left out has its default. */
    record Written(
            @Nullable Double medium,
            @Nullable Double high,
            @Nullable Double critical) {

        Levels levels(Problems problems) {
            Levels levels = new Levels(
                    medium == null ? DEFAULT.medium : medium,
                    high == null ? DEFAULT.high : high,
                    critical == null ? DEFAULT.critical : critical);
            problems.check(
                    0 < levels.medium
                            && levels.medium < levels.high
                            && levels.high < levels.critical
                            && levels.critical <= 100,
                    "must rise from medium over high to critical, above 0 and up to 100");
            return levels;
        }
    }
}
