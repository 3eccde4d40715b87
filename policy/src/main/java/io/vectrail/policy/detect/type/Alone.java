package io.vectrail.policy.detect.type;

/** Whether a place is a value of its own, and no part of something longer such as a UUID, a decimal, or a path. */
final class Alone {

    /** How many characters a telephone's country, area, and exchange may be. */
    private static final int COUNTRY = 16;

    private static final int UNIT = 12;

    private static final SpelledSet UNITS = WordList.of("""
            bytes, kb, mb, gb, bits, ms, ns, secs, seconds, minutes, hours, days, units, items, rows, records, hits, kwh, km,
            kg, usd, eur, gbp, dollars, euros, euro, zl, pln, pcs, points, views, tokens, requests,
            messages, events, followers, pixels
            """);

    private Alone() {}

    static boolean holds(Candidate candidate) {
        return begins(candidate) && ends(candidate) && !isTelephone(candidate) && !isMeasured(candidate);
    }

    /** As {@link #holds}, but for values that are so much of their own that they may stand in a path or a file's name. */
    static boolean looselyHolds(Candidate candidate) {
        return (begins(candidate)
                        || (isJoint(candidate.before(1))
                                && !isDigitBehindDash(candidate.before(1), candidate.before(2))))
                && (ends(candidate)
                        || (isJoint(candidate.after(1)) && !isDigitBehindDash(candidate.after(1), candidate.after(2))))
                && !isTelephone(candidate)
                && !isMeasured(candidate);
    }

    private static boolean isJoint(char c) {
        return c == '/' || c == '\\' || c == '.' || c == '-';
    }

    private static boolean isDigitBehindDash(char c, char further) {
        return c != '/' && c != '\\' && Digits.is(further);
    }

    /** As {@link #holds}, and no further group of digits stands beside it, as in a card's number or a telephone's. */
    static boolean noGroupBeside(Candidate candidate) {
        return holds(candidate)
                && !(isSpace(candidate.before(1)) && Digits.is(candidate.before(2)))
                && !(isSpace(candidate.after(1)) && Digits.is(candidate.after(2)));
    }

    private static boolean begins(Candidate candidate) {
        char further = candidate.before(2);
        return switch (candidate.before(1)) {
            case '-', '/', '\\' -> !isWord(further);
            case '.' -> !Digits.is(further);
            case '+', '$', '€', '£', '₹', '@' -> false;
            default -> !joins(candidate.before(1));
        };
    }

    static boolean ends(Candidate candidate) {
        char further = candidate.after(2);
        return switch (candidate.after(1)) {
            case '-', '/', '\\' -> !isWord(further);
            case '.' -> !isWord(further);
            case '$', '€', '£', '₹', '@', '%' -> false;
            default -> !joins(candidate.after(1));
        };
    }

    /** Whether digits before it begin with a plus, as in +44 7778 207964. */
    private static boolean isTelephone(Candidate candidate) {
        if (!isSpace(candidate.before(1)) && candidate.before(1) != ')') {
            return false;
        }
        int distance = 1;
        while (distance < COUNTRY && isOfTelephone(candidate.before(distance))) {
            distance++;
        }
        return candidate.before(distance) == '+';
    }

    private static boolean isOfTelephone(char c) {
        return Digits.is(c) || c == ' ' || c == '-' || c == '(' || c == ')';
    }

    private static boolean isMeasured(Candidate candidate) {
        if (!isSpace(candidate.after(1)) || Letters.is(candidate.text().charAt(candidate.start()))) {
            return false;
        }
        int distance = 2;
        while (distance < UNIT && Letters.is(candidate.after(distance))) {
            distance++;
        }
        int from = candidate.end() + 1;
        return distance > 2 && UNITS.has(candidate.text(), from, candidate.end() + distance - 1);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Letters of Latin words; those of scripts without spaces, and the º of nº, part. */
    private static boolean joins(char c) {
        return Letters.is(c) && c < 0x250 && c != 'º' && c != 'ª';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\u00a0';
    }
}
