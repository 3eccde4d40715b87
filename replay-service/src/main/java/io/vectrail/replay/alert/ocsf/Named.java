package io.vectrail.replay.alert.ocsf;

import io.vectrail.event.RiskLevel;
import io.vectrail.event.Verdict;
import io.vectrail.replay.alert.CaseState;

/**
 * A value of one of OCSF's enums.
 *
 * @param id its number
 * @param caption its name
 */
record Named(int id, String caption) {

    static final Named CREATE = new Named(1, "Create");
    static final Named UPDATE = new Named(2, "Update");
    static final Named CLOSE = new Named(3, "Close");
    static final Named NEW = new Named(1, "New");

    static Named severity(RiskLevel level) {
        return switch (level) {
            case UNKNOWN -> new Named(0, "Unknown");
            case LOW -> new Named(2, "Low");
            case MEDIUM -> new Named(3, "Medium");
            case HIGH -> new Named(4, "High");
            case CRITICAL -> new Named(5, "Critical");
        };
    }

    /** There is none for what is not known. */
    static Named riskLevel(RiskLevel level) {
        return switch (level) {
            case UNKNOWN -> new Named(99, "Other");
            case LOW -> new Named(1, "Low");
            case MEDIUM -> new Named(2, "Medium");
            case HIGH -> new Named(3, "High");
            case CRITICAL -> new Named(4, "Critical");
        };
    }

    /** What was found to be none, or to be allowed, is suppressed, as OCSF has it. */
    static Named status(CaseState state) {
        return switch (state) {
            case CaseState.Open _ -> NEW;
            case CaseState.Acknowledged _ -> new Named(2, "In Progress");
            case CaseState.Closed(Verdict verdict) ->
                verdict == Verdict.CONFIRMED ? new Named(4, "Resolved") : new Named(3, "Suppressed");
        };
    }

    static Named verdict(Verdict verdict) {
        return switch (verdict) {
            case UNKNOWN -> new Named(0, "Unknown");
            case CONFIRMED -> new Named(2, "True Positive");
            case EXPECTED -> new Named(5, "Benign");
            case FALSE_ALARM -> new Named(1, "False Positive");
        };
    }
}
