package io.vectrail.policy.detect.type;

/** What the field behind a value's says that the value is, as in {@code {"id":"…","type":"passport"}} or an attribute. */
final class Sibling {

    private static final SpelledSet KINDS =
            WordList.of("type, kind, label, name, field, scheme, category, system, tipo, typ");

    /** Longer fields say something else. */
    private static final int LENGTH = 48;

    private Sibling() {}

    /** Its words; none where there is no such field. */
    static Words kind(Candidate candidate) {
        CharSequence text = candidate.text();
        int last = Math.min(text.length(), candidate.end() + LENGTH);
        int key = candidate.end();
        while (key < last && parts(text.charAt(key))) {
            key++;
        }
        int colon = key;
        while (key > candidate.end() && colon < last && isName(text.charAt(colon))) {
            colon++;
        }
        if (colon == key || colon == last || !ends(text.charAt(colon))) {
            return WordsBetween.NONE;
        }
        Words name = Words.between(text, key, colon);
        if (name.isEmpty() || !KINDS.has(name, 0, 1)) {
            return WordsBetween.NONE;
        }
        int from = colon;
        while (from < last && (ends(text.charAt(from)) || (parts(text.charAt(from)) && text.charAt(from) != ','))) {
            from++;
        }
        int to = from;
        while (to < last && "\"',;}>\n".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return Words.between(text, from, to);
    }

    private static boolean isName(char c) {
        return Letters.is(c) || c == ' ' || c == '"' || c == '\'' || c == '_' || c == '-';
    }

    private static boolean parts(char c) {
        return c == ' ' || c == '"' || c == '\'' || c == ',';
    }

    private static boolean ends(char c) {
        return c == ':' || c == '=';
    }
}
