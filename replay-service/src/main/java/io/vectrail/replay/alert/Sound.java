package io.vectrail.replay.alert;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.RiskAlert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a record must be to be a step at all. Whatever reads one passes over the same ones; what counts, the folds say. */
public final class Sound {

    /** Characters of a subject, which no identity reaches. */
    static final int MOST_SUBJECT = 4_096;

    private static final int LONGEST_ID = 128;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String NO_ID = "its id or its alert's is not made of 1 to 128 letters, digits and . _ : -";
    private static final String NO_TIME = "one of its times is not between " + EARLIEST + " and " + LATEST;

    private Sound() {}

    /** Why it is none, in words that quote nothing of it; null where it is one. */
    public static @Nullable String fault(RiskAlert step) {
        if (!identifies(step.getId()) || !identifies(step.getAlert())) {
            return NO_ID;
        }
        if (!known(step.getAt()) || !known(step.getRaisedAt())) {
            return NO_TIME;
        }
        if (step.getSubject().isBlank() || step.getSubject().length() > MOST_SUBJECT) {
            return "it is of no caller, or of one whose name has more than " + MOST_SUBJECT + " characters";
        }
        return null;
    }

    /** Why it is none, in words that quote nothing of it; null where it is one. */
    public static @Nullable String fault(CaseEvent step) {
        if (!identifies(step.getId()) || !identifies(step.getAlert())) {
            return NO_ID;
        }
        return known(step.getAt()) ? null : NO_TIME;
    }

    /** Whether it is made of 1 to 128 of {@code [A-Za-z0-9._:-]}. */
    static boolean identifies(String id) {
        return !id.isEmpty() && id.length() <= LONGEST_ID && id.chars().allMatch(Sound::inId);
    }

    static boolean known(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    private static boolean inId(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= ':')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    /** Its beginning, without half of a sign at the end. */
    static String text(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** Between 0 and this; what is no number is 0. */
    static double number(double value, double most) {
        return Double.isNaN(value) ? 0 : Math.clamp(value, 0, most);
    }
}
