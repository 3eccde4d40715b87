package io.vectrail.replay.web;

import io.vectrail.replay.approval.Decision;

/** Why somebody decides, in their own words, as it is kept: on one line. */
final class DecisionReason {

    /** Fillers of Hangul, and blank hieroglyphs: letters, as Unicode counts them. */
    private static final String UNSEEN = "\u115F\u1160\u3164\uFFA0\uD80D\uDC41\uD80D\uDC42";

    private DecisionReason() {}

    /** Empty where it has no letter or digit that anybody sees. @throws ProblemException when it cannot be kept */
    static String of(String said) {
        String reason = said.replaceAll("[\\r\\n\\t]+", " ").strip();
        if (reason.length() > Decision.MOST_REASON_CHARACTERS
                || reason.codePoints().anyMatch(DecisionReason::isNoText)) {
            throw ProblemException.badRequest(
                    "reason has at most " + Decision.MOST_REASON_CHARACTERS + " characters, and no control characters");
        }
        if (reason.codePoints().anyMatch(DecisionReason::turnsText)) {
            throw ProblemException.badRequest(
                    "reason has a sign that changes the direction of text, and would be read as"
                            + " something else than it says; leave it out");
        }
        return reason.codePoints().anyMatch(DecisionReason::isSeen) ? reason : "";
    }

    /** Some letters leave a place empty. */
    private static boolean isSeen(int c) {
        return Character.isLetterOrDigit(c) && UNSEEN.indexOf(c) < 0;
    }

    /** All that Unicode has the property Bidi_Control of. */
    private static boolean turnsText(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** Half of a pair is no character, and would be recorded as another one. */
    private static boolean isNoText(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
