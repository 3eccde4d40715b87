package io.vectrail.policy.detect.type;

/** What stands right beside a value. */
final class Neighbours {

    private static final PhraseSet UNITS = PhraseSet.of(
            "mm, cm, m, km, kg, g, mg, lb, lbs, oz, ml, l, kb, mb, gb, ms, s, px, eur, usd, gbp, inr, pln, brl, jpy, aud, sgd");

    private Neighbours() {}

    /** Whether a number goes on before or behind it: with a digit or letter, or with one sign of numbers between. */
    static boolean longer(Candidate value) {
        return goesOn(value.before(1), value.before(2)) || goesOn(value.after(1), value.after(2));
    }

    static boolean goesOn(char first, char second) {
        return word(first)
                || ((first == '-' || first == '.' || first == '/') && digit(second))
                || (first == '-' && word(second));
    }

    /** Whether a unit or a currency stands behind it. */
    static boolean measured(Candidate value) {
        int from = value.after(1) == ' ' ? value.end() + 1 : value.end();
        int to = from;
        while (to < value.text().length()
                && to - from < 4
                && Character.isLetter(value.text().charAt(to))) {
            to++;
        }
        return value.after(1) == '%' || Phrases.any(value.text(), from, to, UNITS);
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean hex(char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Whether it is a letter, digit or low line. */
    static boolean word(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
