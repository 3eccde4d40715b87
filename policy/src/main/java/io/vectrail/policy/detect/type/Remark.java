package io.vectrail.policy.detect.type;

/** What is said behind a value in its own clause, as in {@code 512345678 is my passport}. */
final class Remark {

    /** How far behind a value its label may begin and end. */
    private static final int BEHIND = 48;

    /** Words that a remark about the value before begins with. */
    private static final SpelledSet BEGINNINGS =
            WordList.of("which, that, thats, this, as, is, my, its, it, che, que, es, to");

    /** How long those are at most, and a little more. */
    private static final int BEGINNING = 8;

    private static final SpelledSet AS = WordList.of("as, come, como, jako, als");

    private Remark() {}

    /** Whether what follows says what the value is given as, whatever stands before it: quote 512345678 as your passport. */
    static boolean saysAs(Candidate candidate) {
        CharSequence text = candidate.text();
        int last = Math.min(text.length(), candidate.end() + BEGINNING);
        int from = skip(text, candidate.end(), last);
        int end = from;
        while (end < last && Letters.is(text.charAt(end))) {
            end++;
        }
        return AS.has(text, from, end);
    }

    /** Its words; a word with a colon behind it is the next value's label. */
    static Words behind(Candidate candidate) {
        CharSequence text = candidate.text();
        int last = Math.min(text.length(), candidate.end() + BEHIND);
        int from = skip(text, candidate.end(), last);
        // The other argument of assertEquals("…", parsed.get("ssn")) is no other field.
        boolean argument = candidate.before(1) == '"' && candidate.before(2) == '(';
        for (int i = from; i < last; i++) {
            char c = text.charAt(i);
            if (c > ';' && c < '{' && c != '=') {
                continue;
            }
            if (!argument && (c == ':' || c == '=')) {
                // The word before it names the next value.
                last = Letters.start(text, Math.max(from + 1, nameEnd(text, i)), from);
            } else if (Digits.is(c) || (ends(c, argument) && !goesOn(text, i))) {
                last = i;
            }
        }
        return Words.between(text, from, last);
    }

    private static boolean ends(char c, boolean argument) {
        return switch (c) {
            case ';', '\n', '{', '}' -> true;
            case ',', '|', '"' -> !argument;
            default -> false;
        };
    }

    /** Whether what follows a comma, or a semicolon in code, is still about the value: which is my SSN. */
    private static boolean goesOn(CharSequence text, int at) {
        char sign = text.charAt(at);
        if (sign != ',' && sign != '\n' && sign != ';') {
            return false;
        }
        int next = at + 1;
        int most = Math.min(text.length(), next + BEHIND);
        while (next < most && text.charAt(next) == ' ') {
            next++;
        }
        int end = next;
        while (end < text.length() && end < next + BEGINNING && Letters.is(text.charAt(end))) {
            end++;
        }
        if (sign == ';') {
            return next < text.length() && (text.charAt(next) == '#' || text.charAt(next) == '/');
        }
        return BEGINNINGS.has(text, next, end);
    }

    /** Past what closes around a value, and past what may stand between it and its label. */
    private static int skip(CharSequence text, int from, int last) {
        int at = closing(text, from, last);
        while (at < last && isLink(text.charAt(at))) {
            at++;
        }
        return closing(text, at, last);
    }

    private static int closing(CharSequence text, int from, int last) {
        int at = from;
        while (at < last && isClosing(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isClosing(char c) {
        return switch (c) {
            case '"', '\'', '`', '*', '_', ')', ']', '⟩', '»', '”', '’' -> true;
            default -> false;
        };
    }

    private static boolean isLink(char c) {
        return c == ' ' || c == ':' || c == '=' || c == '-' || c == '>';
    }

    private static int nameEnd(CharSequence text, int colon) {
        int end = colon;
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '"')) {
            end--;
        }
        return end;
    }
}
