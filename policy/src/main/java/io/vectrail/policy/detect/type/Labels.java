package io.vectrail.policy.detect.type;

import java.util.List;

/**
 * The words that name a value: in the same sentence, field or line before it, right behind it, or at the head of its column. All
 * look at a bounded piece of text. A space in a word stands for a space, another sign or nothing, as in context words.
 */
final class Labels {

    /** How far before a value its name may begin. */
    private static final int BEFORE = 64;

    /** How far behind a value its name may end. */
    private static final int BEHIND = 32;

    /** How far before a value a question or a sentence may name it. */
    private static final int FAR = 112;

    /** Where one of these follows a name, the value is not there. */
    private static final PhraseSet ABSENT = PhraseSet.of(
            "unknown, missing, redacted, hidden, masked, n/a, null, not given, not provided, not known, not available, withheld, "
                    + "illegible, left blank, refused, not stated, undisclosed, unbekannt, inconnu, desconocido");

    private static final AsciiSet ENDS = AsciiSet.of("\n\r,;|{}\t&?");

    private Labels() {}

    /**
     * Whether words name it.
     *
     * @param own words of its type
     * @param other words that name values of other types; the nearest word before the value counts
     */
    static boolean name(Candidate value, PhraseSet own, PhraseSet other) {
        boolean preceded = last(value.text(), Math.max(0, value.start() - FAR), value.start(), own) >= 0;
        return (preceded && (before(value, own, other) || far(value, own, other)))
                || behind(value, own, other)
                || compared(value, own)
                || Columns.name(value, own, other);
    }

    /** Whether the nearest of these words in the value's sentence, field or line is one of its own. */
    static boolean before(Candidate value, PhraseSet own, PhraseSet other) {
        int from = lead(value);
        int at = last(value.text(), from, value.start(), own);
        return at >= 0
                && !number(value, at)
                && nothing(value, Phrases.end(value.text(), at, value.start(), own), other);
    }

    /** Whether one of these words stands right before it, with nothing between but signs and words such as number or is. */
    static boolean directly(Candidate value, PhraseSet words) {
        CharSequence text = value.text();
        int least = Math.max(0, value.start() - BEFORE);
        int end = value.start();
        for (int tries = 0; tries < 4; tries++) {
            while (end > least && !Character.isLetterOrDigit(text.charAt(end - 1))) {
                end--;
            }
            int start = Phrases.start(text, least, end);
            if (start == end) {
                return false;
            }
            if (Phrases.any(text, start, end, words)) {
                return start >= lead(value);
            }
            if (!Phrases.any(text, start, end, FILLERS)) {
                return false;
            }
            end = start;
        }
        return false;
    }

    private static final PhraseSet FILLERS =
            PhraseSet.of("id, no, nr, number, num, nummer, numero, code, ref, is, was, are, of, the, key, date");

    /** Whether one of these words stands behind it, as in brackets or after "is my", and names no value of its own. */
    private static boolean behind(Candidate value, PhraseSet own, PhraseSet other) {
        CharSequence text = value.text();
        int limit = Math.min(text.length(), value.end() + BEHIND);
        boolean linked = false;
        for (int i = value.end(); i < limit; i++) {
            char c = text.charAt(i);
            linked |= c == '(' || c == '[';
            if (Phrases.begins(text, i)) {
                int end = Phrases.end(text, i, text.length(), own);
                if (end > i) {
                    return linked
                            && !opens(text, end)
                            && !followed(text, end, other)
                            && last(text, lead(value), value.start(), other) < 0;
                }
                int link = Phrases.end(text, i, text.length(), LINKS);
                if (link == i) {
                    return false;
                }
                linked = true;
                i = link - 1;
            } else if (" ()'’-/*_[".indexOf(c) < 0) {
                return false;
            }
        }
        return false;
    }

    private static final PhraseSet LINKS = PhraseSet.of(
            "is, was, my, his, her, their, your, our, the, as, a, s, work, home, private, new, ist, war, mein, meine, die, das, der, est, "
                    + "mon, ma, son, sa, es, mi, su, il, mio, sua, customer, patient, client, under, on, file, in, passport, correct, given, stated");

    /** Whether a word that names something else stands right behind what ends there. */
    static boolean followed(CharSequence text, int end, PhraseSet other) {
        int i = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        return i < text.length() && Phrases.begins(text, i) && Phrases.end(text, i, text.length(), other) > i;
    }

    /** Whether a value follows what ends there. */
    private static boolean opens(CharSequence text, int end) {
        int i = end;
        while (i < text.length() && i - end < 4 && " \"'.#".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length()
                && (text.charAt(i) == ':' || text.charAt(i) == '=' || Neighbours.digit(text.charAt(i)));
    }

    /**
     * Whether a question that it answers, or the sentence before, names it. What has a key of its own is what that says, and in
     * another line it must be an answer.
     */
    private static boolean far(Candidate value, PhraseSet own, PhraseSet other) {
        CharSequence text = value.text();
        int at = last(text, Math.max(0, value.start() - FAR), value.start(), own);
        if (at < 0 || number(value, at) || keyed(value)) {
            return false;
        }
        if (!nothing(value, Phrases.end(text, at, value.start(), own), other)) {
            return false;
        }
        boolean line = false;
        boolean asked = false;
        for (int i = at; i < value.start(); i++) {
            line |= text.charAt(i) == '\n';
            asked |= text.charAt(i) == '?';
        }
        return !line || asked;
    }

    /** Whether a key of code or JSON stands right before it. */
    private static boolean keyed(Candidate value) {
        int i = 1;
        while (" \"'".indexOf(value.before(i)) >= 0) {
            i++;
        }
        char sign = value.before(i);
        while (sign == ':' && value.before(i + 1) == ' ') {
            i++;
        }
        return sign == '=' || (sign == ':' && (value.before(i + 1) == '"' || value.before(i + 1) == '\''));
    }

    /** Whether code compares it with what has its name: "value", row.get("name"). */
    private static boolean compared(Candidate value, PhraseSet own) {
        CharSequence text = value.text();
        char quote = value.before(1);
        boolean quoted = (quote == '"' || quote == '\'') && value.after(1) == quote && value.after(2) == ',';
        if (!quoted || value.before(2) != '(') {
            return false;
        }
        int end = Math.min(text.length(), value.end() + FAR / 2);
        int i = value.end();
        while (i < end && text.charAt(i) != ')' && text.charAt(i) != '\n') {
            i++;
        }
        return last(text, value.end(), i, own) >= 0;
    }

    /** Where the sentence, field or line begins that the value stands in; where it is the first there, that before it counts, too. */
    static int lead(Candidate value) {
        CharSequence text = value.text();
        int least = Math.max(0, value.start() - BEFORE);
        int i = value.start();
        while (i > least && " \"'`>*(".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        while (i > least && (i == value.start() || "\n\r,;|\t ".indexOf(text.charAt(i - 1)) >= 0)) {
            i--;
        }
        while (i > least && !ENDS.has(text.charAt(i - 1)) && !sentence(text, i)) {
            i--;
        }
        return i;
    }

    /** Whether a sentence begins there: after a word in small letters with a stop, and in a capital. */
    private static boolean sentence(CharSequence text, int at) {
        return at > 3
                && at < text.length()
                && text.charAt(at - 1) == ' '
                && text.charAt(at - 2) == '.'
                && Character.isLowerCase(text.charAt(at - 3))
                && Character.isLowerCase(text.charAt(at - 4))
                && Character.isUpperCase(text.charAt(at));
    }

    /** Where the last of these words begins that stand in a place, or -1. */
    static int last(CharSequence text, int from, int to, PhraseSet words) {
        for (int i = to - 1; i >= from; i--) {
            List<String> likely = words.from(text.charAt(i));
            if (!likely.isEmpty() && Phrases.begins(text, i)) {
                for (String word : likely) {
                    if (Phrases.stands(text, i, to, word)) {
                        return i;
                    }
                }
            }
        }
        return -1;
    }

    /** Whether neither another name nor a word that the value is not there stands between a name's end and the value. */
    private static boolean nothing(Candidate value, int from, PhraseSet other) {
        return last(value.text(), from, value.start(), other) < 0
                && last(value.text(), from, value.start(), ABSENT) < 0;
    }

    /** Whether a number of at least three digits, or several of five together, stands between a name and its value. */
    private static boolean number(Candidate value, int from) {
        int run = 0;
        int all = 0;
        for (int i = from; i < value.start(); i++) {
            run = digit(value.text().charAt(i)) ? run + 1 : 0;
            all += run > 0 ? 1 : 0;
            if (run >= 3 || all >= 5) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
