package io.vectrail.edge.analyzer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an analyzer's answer is not there.
 *
 * @param reason for metrics
 * @param words as a sentence goes on after the detector's name; callers and records are told, so that no address stands in it
 * @param detail more, for the operator alone; null where there is none. Neither quotes a text
 */
public record Failure(Reason reason, String words, @Nullable String detail) {

    /** What can go wrong. */
    public enum Reason {
        /** No answer came in time. */
        TIMEOUT,
        /** It cannot be connected to, or the connection broke. */
        UNREACHABLE,
        /** It answered with another status than 200. */
        STATUS,
        /** It answered what is no analysis of what it was asked. */
        UNREADABLE,
        /** As many requests ask it as may, or as memory has room for. */
        FULL,
        /** The request has more text than it may be asked about. It was not asked. */
        TOO_MUCH;

        /** As metrics name it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Failure(Reason reason, String words) {
        this(reason, words, null);
    }

    /** For the operator. */
    String whole() {
        return detail == null ? words : words + " (" + detail + ")";
    }
}
