package io.vectrail.streams.risk.signal;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/**
 * How far a signal is met.
 *
 * @param strength 0 to 1
 * @param reason why, with its figures, at most 256 characters; empty where the strength is 0
 */
public record Reading(double strength, String reason) {

    static final Reading NONE = new Reading(0, "");

    private static final int MOST_CHARACTERS = 256;

    public Reading {
        if (!(strength >= 0 && strength <= 1) || reason.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a strength is 0 to 1, a reason a sentence");
        }
    }

    /** A reason costs more to write than a strength to find; of most exchanges there is none. */
    @FormatMethod
    static Reading of(double strength, String format, Object... figures) {
        return strength > 0 ? new Reading(strength, String.format(Locale.ROOT, format, figures)) : NONE;
    }

    /** 0 up to {@code from}, 1 from {@code to} on, and a straight line between them. */
    static double ramp(double value, double from, double to) {
        return Math.clamp((value - from) / (to - from), 0, 1);
    }
}
