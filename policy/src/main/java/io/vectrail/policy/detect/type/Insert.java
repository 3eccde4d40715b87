package io.vectrail.policy.detect.type;

/** The column of a value in SQL such as INSERT INTO people (name, ssn) VALUES ('Ann', '…'). */
final class Insert {

    /** Longer statements are not looked at. */
    private static final int LENGTH = 256;

    private static final SpelledSet VALUES = WordList.of("values");

    private static final int VALUES_LENGTH = "values".length();

    /** How many quotes and spaces may stand between a value and the comma or parenthesis before it. */
    private static final int PADDING = 8;

    private Insert() {}

    /** Its words; none where the value stands in no such statement. */
    static Words column(Candidate candidate) {
        CharSequence text = candidate.text();
        int from = Math.max(0, candidate.start() - LENGTH);
        int values = fills(candidate) ? back(text, candidate.start(), from, '(') : -1;
        int word = values < 0 ? -1 : skipSpace(text, values, from);
        int start = word - VALUES_LENGTH;
        if (start < from || !VALUES.has(text, start, word)) {
            return WordsBetween.NONE;
        }
        int close = skipSpace(text, start, from);
        int open = close > from && text.charAt(close - 1) == ')' ? back(text, close - 1, from, '(') : -1;
        return open < 0 ? WordsBetween.NONE : nth(text, open + 1, close - 1, commas(text, values, candidate.start()));
    }

    /** Whether it begins what stands between two commas; a quote may have an N before it. */
    private static boolean fills(Candidate candidate) {
        int distance = 1;
        while (distance < PADDING && isPadding(candidate.before(distance))) {
            distance++;
        }
        return candidate.before(distance) == ',' || candidate.before(distance) == '(';
    }

    private static boolean isPadding(char c) {
        return c <= ' ' || c == '\'' || c == '"' || c == 'N';
    }

    private static Words nth(CharSequence text, int from, int end, int index) {
        int start = from;
        int left = index;
        for (int i = from; i < end; i++) {
            if (text.charAt(i) == ',') {
                if (left == 0) {
                    return Words.between(text, start, i);
                }
                left--;
                start = i + 1;
            }
        }
        return left == 0 ? Words.between(text, start, end) : WordsBetween.NONE;
    }

    /** Those that part values, and stand in none. */
    private static int commas(CharSequence text, int from, int end) {
        int commas = 0;
        boolean quoted = false;
        for (int i = from; i < end; i++) {
            quoted ^= text.charAt(i) == '\'';
            commas += !quoted && text.charAt(i) == ',' ? 1 : 0;
        }
        return commas;
    }

    /** Where the character stands before a place; -1 where it does not. */
    private static int back(CharSequence text, int end, int from, char wanted) {
        int at = end - 1;
        while (at >= from && text.charAt(at) != wanted) {
            at--;
        }
        return at >= from ? at : -1;
    }

    private static int skipSpace(CharSequence text, int end, int from) {
        int at = end;
        while (at > from && text.charAt(at - 1) <= ' ') {
            at--;
        }
        return at;
    }
}
