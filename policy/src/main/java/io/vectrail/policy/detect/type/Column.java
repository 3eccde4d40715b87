package io.vectrail.policy.detect.type;

/** The heading of a value that fills a cell of a table such as CSV, where the line before has the headings. */
final class Column {

    /** Longer lines are not looked at. */
    private static final int LINE = 512;

    /** Longer headings are none, but prose with a comma. */
    private static final int WORDS = 8;

    /** How far up a heading may be. */
    private static final int ROWS = 8;

    /** How many quotes and spaces may stand between a value and its cell's end. */
    private static final int PADDING = 8;

    /** Stands for two spaces or more, which part columns that are drawn. */
    private static final char SPACES = ' ';

    /** How far up is looked at all. */
    private static final int REACH = 1536;

    private final CharSequence text;
    private final char delimiter;

    /** Which cell of a row is looked for, and how many delimiters its row has. */
    private int column;

    private int delimiters;

    /** Where the row begins that was read last. */
    private int line;

    /** Where its cell begins and ends. */
    private int start;

    private int end;

    private Column(CharSequence text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** Its words; none where there is no such heading. */
    static Words heading(Candidate candidate) {
        char delimiter = delimiter(candidate);
        return delimiter == 0
                ? WordsBetween.NONE
                : new Column(candidate.text(), delimiter).headingAbove(candidate.start());
    }

    private Words headingAbove(int value) {
        line = lineStart(text, value);
        if (line <= 0) {
            return WordsBetween.NONE;
        }
        column = read(line, value);
        delimiters = read(line, Math.min(text.length(), line + LINE));
        int first = 0;
        int last = 0;
        for (int row = 0; row < ROWS && line > Math.max(0, value - REACH) && readAbove(); row++) {
            // The first row has the headings; what stands between is as little one as the value.
            if (hasWord()) {
                first = start;
                last = end;
            }
        }
        Words heading = first == last ? WordsBetween.NONE : Words.between(text, first, last);
        return heading.has(WORDS) ? WordsBetween.NONE : heading;
    }

    private boolean hasWord() {
        int at = start;
        while (at < end && !Letters.is(text.charAt(at))) {
            at++;
        }
        return at < end;
    }

    /** Reads the line above, from its end; false where it is too long, or has more cells or less. */
    private boolean readAbove() {
        int last = line - 1;
        int least = Math.max(0, last - LINE);
        int behind = delimiters - column;
        int count = 0;
        boolean quotes = false;
        end = last;
        start = -1;
        int at = last - 1;
        for (; at >= least && text.charAt(at) != '\n'; at--) {
            char c = text.charAt(at);
            if (c == delimiter && (c != SPACES || parts(at))) {
                start = count == behind ? at + 1 : start;
                count++;
                end = count == behind ? at : end;
            }
            quotes |= c == '"';
        }
        line = at + 1;
        start = start < 0 ? line : start;
        boolean whole = line == 0 || text.charAt(line - 1) == '\n';
        return whole && (quotes ? read(line, last) : count) == delimiters;
    }

    /** @return how many delimiters a line has outside of quotes */
    private int read(int from, int last) {
        int count = 0;
        boolean quoted = false;
        start = from;
        end = -1;
        int at = from;
        for (; at < last && text.charAt(at) != '\n'; at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted ^= true;
            } else if (c == delimiter && !quoted && (c != SPACES || parts(at))) {
                end = count == column ? at : end;
                count++;
                start = count == column ? at + 1 : start;
            }
        }
        end = end < 0 ? at : end;
        return count;
    }

    /** Whether the space there is the last of several; leading ones part nothing. */
    private boolean parts(int at) {
        if (at < 2 || text.charAt(at - 1) != ' ' || at + 1 == text.length() || text.charAt(at + 1) <= ' ') {
            return false;
        }
        int before = at;
        while (before > 0 && text.charAt(before - 1) == ' ') {
            before--;
        }
        return before > 0 && text.charAt(before - 1) != '\n';
    }

    /** What parts its cell from the next or the one before; 0 where it does not fill one. */
    private static char delimiter(Candidate candidate) {
        char before = beside(candidate, -1);
        char after = beside(candidate, 1);
        boolean first = before == 0 || before == '\n';
        boolean last = after == 0 || after == '\n' || after == '\r';
        if (isDelimiter(before) && (last || after == before)) {
            return before;
        }
        if (first && isDelimiter(after)) {
            return after;
        }
        boolean spaced = candidate.before(1) == ' ' && candidate.before(2) == ' ';
        return spaced || (first && candidate.after(1) == ' ' && candidate.after(2) == ' ') ? SPACES : 0;
    }

    /** The next character on a side that is neither a quote nor a space. */
    private static char beside(Candidate candidate, int side) {
        for (int distance = 1; distance <= PADDING; distance++) {
            char c = side < 0 ? candidate.before(distance) : candidate.after(distance);
            if (c != '"' && c != ' ') {
                return c;
            }
        }
        return 1;
    }

    private static boolean isDelimiter(char c) {
        return c == ',' || c == ';' || c == '\t' || c == '|';
    }

    /** @return -1 where the line is too long */
    private static int lineStart(CharSequence text, int at) {
        for (int i = at; i > Math.max(0, at - LINE); i--) {
            if (text.charAt(i - 1) == '\n') {
                return i;
            }
        }
        return at > LINE ? -1 : 0;
    }
}
