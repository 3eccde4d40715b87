package io.vectrail.policy.detect.type;

/** Tables with a head: values in lines below names, with the same sign between them. */
final class Columns {

    /** How far above a value the head of its table may be. */
    private static final int TABLE = 1024;

    /** How many quotes and spaces may stand between a value and the end of its cell. */
    private static final int PADDING = 32;

    private static final String SIGNS = ",;\t|";
    private static final String QUOTES = " \"'";

    private Columns() {}

    /** Whether one of the words stands above the value: in its column of one of the lines right before its own that have it. */
    static boolean name(Candidate value, PhraseSet words, PhraseSet other) {
        String text = value.text().toString();
        char sign = sign(value);
        int begin = sign == 0 ? 0 : line(text, value.start(), value.start() - TABLE);
        if (begin <= 0 || text.charAt(begin - 1) != '\n') {
            return false;
        }
        int column = count(text, begin, value.start(), sign);
        int above = begin;
        while (above > 0 && begin - above < TABLE) {
            int end = above - 1;
            above = line(text, end, value.start() - TABLE);
            int from = cell(text, above, end, sign, column);
            int to = from < 0 ? end : until(text, from, end, sign);
            if (from < 0 || (column == 0 && to == end)) {
                return false;
            }
            int at = Labels.last(text, from, to, words);
            if (at >= 0) {
                return Labels.last(text, Phrases.end(text, at, to, words), to, other) < 0;
            }
        }
        return false;
    }

    /** What ends the cell before the value, or, where it is the first, its own; 0 where nothing does. */
    private static char sign(Candidate value) {
        CharSequence text = value.text();
        int i = value.start();
        while (i > 0 && value.start() - i < PADDING && QUOTES.indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        int j = value.end();
        while (j < text.length() && j - value.end() < PADDING && QUOTES.indexOf(text.charAt(j)) >= 0) {
            j++;
        }
        boolean first = i == 0 || text.charAt(i - 1) == '\n';
        char found = !first ? text.charAt(i - 1) : j < text.length() ? text.charAt(j) : 0;
        return SIGNS.indexOf(found) >= 0 ? found : 0;
    }

    /** Where the line begins that a place is in, as far as it is looked for. */
    private static int line(String text, int at, int least) {
        return Math.min(at, Math.max(text.lastIndexOf('\n', at - 1) + 1, least));
    }

    private static int count(String text, int from, int to, char sign) {
        int count = 0;
        for (int at = text.indexOf(sign, from, to); at >= 0; at = text.indexOf(sign, at + 1, to)) {
            count++;
        }
        return count;
    }

    /** Where the column begins, or -1 where the line has less of them. */
    private static int cell(String text, int from, int to, char sign, int column) {
        int at = from;
        for (int i = 0; i < column; i++) {
            at = text.indexOf(sign, at, to) + 1;
            if (at == 0) {
                return -1;
            }
        }
        return at;
    }

    private static int until(String text, int from, int to, char sign) {
        int found = text.indexOf(sign, from, to);
        return found < 0 ? to : found;
    }
}
