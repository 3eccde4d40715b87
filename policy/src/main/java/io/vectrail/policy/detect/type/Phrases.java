package io.vectrail.policy.detect.type;

import java.util.List;

/** Phrases in a text, whatever their case; camelCase begins words, too. */
final class Phrases {

    /** Phrases at least this long also stand for those that they begin, such as passport for passports. */
    private static final int STEM = 6;

    private static final String SIGNS = " _.-/";

    private Phrases() {}

    /** Phrases with a comma and a space between them. */
    static List<String> list(String words) {
        return List.of(words.split(", ", -1));
    }

    /** Whether a word begins there. */
    static boolean begins(CharSequence text, int at) {
        char c = text.charAt(at);
        char last = at > 0 ? text.charAt(at - 1) : 0;
        if (c >= 'a' && c <= 'z' && last >= 'a' && last <= 'z' && last != 'n') {
            return false;
        }
        if (c < 'A' || !Character.isLetter(c)) {
            return false;
        }
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return !Character.isLetter(before)
                || (Character.isUpperCase(c) && Character.isLowerCase(before))
                || (before == 'n' && at > 1 && text.charAt(at - 2) == '\\');
    }

    /** Where the word begins that ends there. */
    static int start(CharSequence text, int from, int end) {
        int i = end;
        while (i > from && Character.isLetter(text.charAt(i - 1))) {
            i--;
            if (begins(text, i)) {
                break;
            }
        }
        return i;
    }

    /** Whether that place is one of the words. */
    static boolean any(CharSequence text, int start, int end, PhraseSet words) {
        if (start >= end) {
            return false;
        }
        for (String word : words.from(text.charAt(start))) {
            if (ends(text, start, end, word) == end) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word, or several with a space, a sign or nothing between them, stands there. */
    static boolean stands(CharSequence text, int start, int to, String word) {
        int end = ends(text, start, to, word);
        if (end < 0) {
            return false;
        }
        return word.length() >= STEM
                || end == text.length()
                || !Character.isLetter(text.charAt(end))
                || (Character.isUpperCase(text.charAt(end)) && Character.isLowerCase(text.charAt(end - 1)));
    }

    /** Where the longest of the words ends that stand there. */
    static int end(CharSequence text, int start, int to, PhraseSet words) {
        int end = start;
        for (String word : words.from(text.charAt(start))) {
            end = stands(text, start, to, word) ? Math.max(end, ends(text, start, to, word)) : end;
        }
        return end;
    }

    private static int ends(CharSequence text, int start, int to, String word) {
        int at = start;
        for (int i = 0; i < word.length(); i++) {
            char wanted = word.charAt(i);
            if (wanted == ' ') {
                at += at < to && SIGNS.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
                at += at < to && text.charAt(at) == ' ' ? 1 : 0;
            } else if (at < to && Character.toLowerCase(text.charAt(at)) == wanted) {
                at++;
            } else {
                return -1;
            }
        }
        return at;
    }
}
