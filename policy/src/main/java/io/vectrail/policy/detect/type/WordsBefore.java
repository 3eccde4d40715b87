package io.vectrail.policy.detect.type;

/**
 * The words before a place as far as they may name what stands there: to the end of the sentence before, of the field before, or
 * of {@link #REACH} characters.
 */
final class WordsBefore extends Words {

    private static final int REACH = 80;

    /** So many digits may be what the words before them name. */
    private static final int USED = 2;

    /** So many digits are a value, and the words before it are that value's. */
    private static final int VALUE = 5;

    /** So many digits behind letters make a number of both. */
    private static final int CODE = 4;

    /** How long a line says who speaks at most. */
    private static final int NAME = 24;

    /** How many words at most say who answers, and what is said before the answer. */
    private static final int ANSWERER = 8;

    private static final SpelledSet ID = WordList.of("id");

    private final int from;
    private int at;
    private int digits;
    private boolean named;
    private boolean field;
    private boolean left;
    private boolean sibling;
    private boolean answering;
    private boolean sentenceEnded;
    private boolean talk;

    WordsBefore(CharSequence text, int end) {
        super(text);
        this.from = Math.max(0, end - REACH);
        this.at = end;
    }

    @Override
    boolean readOn() {
        int known = size();
        while (at > from && size() == known) {
            char c = text.charAt(at - 1);
            if (!(Digits.is(c) ? readDigits() : readOther(c))) {
                at = from;
            }
        }
        return size() > known;
    }

    private boolean readOther(char c) {
        if (digits > 0) {
            endDigits(c);
        }
        if (Letters.is(c)) {
            return readWord();
        }
        at--;
        return c == ' ' || !endsAt(c);
    }

    private boolean readWord() {
        int end = at;
        int start = Letters.start(text, end, from);
        at = isCode(end) ? start : end;
        boolean cut = start == from && from > 0 && Letters.is(text.charAt(from - 1));
        boolean more = at == start || (!cut && addWord(start, end));
        at = start;
        return more;
    }

    private boolean readDigits() {
        int end = at;
        while (at > from && Digits.is(text.charAt(at - 1))) {
            at--;
        }
        digits += end - at;
        return digits < VALUE || !named;
    }

    /** @return whether to read on */
    private boolean addWord(int start, int end) {
        boolean isLong = end - start > 2;
        if (sentenceEnded && isLong && !Fillers.ABBREVIATIONS.has(text, start, end)) {
            if (endsAtBoundary()) {
                return false;
            }
            addSign(END);
        }
        sentenceEnded = false;
        if (sibling && namesSibling()) {
            return true;
        }
        boolean whole = field && size() == 0 && isWholeName(start, end);
        add(start, end);
        int word = size() - 1;
        boolean speaker = whole && Fillers.SPEAKERS.has(this, word, 1);
        answering |= speaker || Fillers.ANSWERS.has(this, word, 1);
        named |= !speaker
                && (isLong ? !Fillers.NOTHING.has(this, word, 1) : whole && !Fillers.SHORT_FILLERS.has(this, word, 1));
        return true;
    }

    /** Whether the word is the name of a field beside the value's: that of {"ssn":null,"number":"…"} is none of the number's. */
    private boolean namesSibling() {
        int next = at;
        while (next < text.length() && (text.charAt(next) == '"' || text.charAt(next) == ' ')) {
            next++;
        }
        boolean name = next < text.length() && (text.charAt(next) == ':' || text.charAt(next) == '=');
        return name && (next + 1 == text.length() || text.charAt(next + 1) != '{');
    }

    /** Whether a field's name begins there, and is no more than that word. One that is just id may be any record's. */
    private boolean isWholeName(int start, int end) {
        char before = start == 0 ? '\n' : text.charAt(start - 1);
        if (before == '"' && ID.has(text, start, end)) {
            return false;
        }
        boolean afterSpace = before == ' ' && (start < 2 || !Letters.is(text.charAt(start - 2)));
        return afterSpace || "\"'{,;&?\n\t<".indexOf(before) >= 0;
    }

    /** Whether the letters there begin a number, as in ABC1234567, and are no word. */
    private boolean isCode(int letters) {
        int end = letters;
        while (end < text.length() && end < letters + CODE && Digits.is(text.charAt(end))) {
            end++;
        }
        return end == letters + CODE;
    }

    /** @param before what stands before the digits: where they are a word's, as in ISBN-10, it does not name them */
    private void endDigits(char before) {
        boolean joined = Letters.is(before) || (before == '-' && at - 1 > from && Letters.is(text.charAt(at - 2)));
        if (!joined) {
            addSign(digits >= USED ? NUMBER : DIGIT);
        }
        digits = 0;
    }

    /** Whether nothing before this character is about the place any more. */
    private boolean endsAt(char c) {
        if (leavesField(c)) {
            return true;
        }
        boolean spaceBehind = at + 1 < text.length() && text.charAt(at + 1) <= ' ';
        switch (c) {
            case ':', '=' -> {
                field |= size() == 0;
                return talk;
            }
            case '/' -> addSign(OR);
            case '.' -> sentenceEnded |= spaceBehind;
            default -> {
                return endsAtSign(c, spaceBehind);
            }
        }
        return false;
    }

    /**
     * A field that is called number, or id, belongs to what stands around it.
     *
     * @return whether that is nothing
     */
    private boolean leavesField(char c) {
        if (field && !named && size() > 0 && (c == '"' || c == '{' || c == ',')) {
            field = false;
            left = true;
        }
        if (!left || (c != '{' && c != ',')) {
            return false;
        }
        left = false;
        sibling = c == ',';
        return c == '{' && isAfterRecord();
    }

    /** Whether the record that begins there follows another, and stands in none that has a name. */
    private boolean isAfterRecord() {
        int last = at - 1;
        while (last > from && text.charAt(last) <= ' ') {
            last--;
        }
        return last >= from && "},[;.)".indexOf(text.charAt(last)) >= 0;
    }

    private boolean endsAtSign(char c, boolean spaceBehind) {
        return switch (c) {
            case '!' -> spaceBehind && endsAtBoundary();
            case '?' -> spaceBehind && endsAtQuestion();
            case ';' -> endsAtBoundary();
            case '\n' -> !isBehindQuestion() && !isTalk() && endsAtBoundary();
            case '|', '{', '}' -> named;
            // A comma in prose parts no fields.
            case ',' -> named && field && !spaceBehind;
            case '"', '&' -> named && field;
            default -> false;
        };
    }

    private boolean endsAtQuestion() {
        // What stands between a question and the value is who answers, and how.
        answering |= size() <= ANSWERER;
        return endsAtBoundary();
    }

    private boolean endsAtBoundary() {
        if (named && !answering) {
            return true;
        }
        if (answering) {
            addSign(END);
            named = false;
            field = false;
            answering = false;
        }
        return false;
    }

    /** Whether this line and the one before begin with who speaks; what the other said is read, but not who that was. */
    private boolean isTalk() {
        int line = at;
        while (line > from && text.charAt(line - 1) != '\n') {
            line--;
        }
        talk = size() <= ANSWERER && hasSpeaker(line) && hasSpeaker(at + 1);
        if (talk) {
            addSign(END);
            named = false;
            field = false;
        }
        return talk;
    }

    private boolean hasSpeaker(int line) {
        int end = line;
        while (end < text.length() && end < line + NAME && ":>\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end > line && end + 1 < text.length() && text.charAt(end) != '\n' && text.charAt(end + 1) == ' ';
    }

    private boolean isBehindQuestion() {
        int last = at - 1;
        while (last > from && text.charAt(last) <= ' ') {
            last--;
        }
        return last >= 0 && text.charAt(last) == '?';
    }
}
