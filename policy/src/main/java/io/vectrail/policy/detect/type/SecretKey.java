package io.vectrail.policy.detect.type;

import java.util.List;

/**
 * The name before a value, where it is a secret's.
 *
 * @param assigned whether a sign such as = or : stands between
 * @param tight whether nothing else does
 */
record SecretKey(SecretNames.Kind kind, boolean assigned, boolean tight) {

    private static final int LONGEST = 48;
    private static final PhraseSet VERBS = PhraseSet.of("is, was, ist, est, es, to, lautet, war, are");
    private static final PhraseSet VALUE = PhraseSet.of("value");
    private static final List<String> SCHEMES = List.of("bearer", "basic", "token", "apikey", "sso-key");
    private static final SecretKey NONE = new SecretKey(SecretNames.Kind.NONE, false, false);

    static SecretKey of(Candidate value) {
        CharSequence text = value.text();
        int least = Math.max(0, value.start() - 2 * LONGEST);
        int end = skip(text, value.start(), least, "\"'`\\");
        boolean quoted = end < value.start();
        int spaces = skip(text, end, least, " \t");
        int scheme = scheme(text, spaces, least);
        if (scheme >= 0 && spaces < end) {
            return new SecretKey(SecretNames.Kind.TOKEN, true, false);
        }
        int signs = skip(text, spaces, least, "=:>|→");
        boolean assigned = signs < spaces;
        if (!assigned && spaces == end) {
            return NONE;
        }
        int close = skip(text, signs, least, " \t\"'`\\])");
        int begin = assigned ? close : verb(text, close, least);
        int from = begin;
        while (from > least && begin - from < LONGEST && part(text.charAt(from - 1))) {
            from--;
        }
        SecretNames.Kind kind =
                from == begin ? SecretNames.Kind.NONE : SecretNames.of(text.subSequence(from, begin), assigned);
        if (assigned && Phrases.any(text, Phrases.start(text, from, begin), begin, VALUE)) {
            kind = pair(text, Phrases.start(text, from, begin), least);
        }
        boolean prose = !assigned
                && kind == SecretNames.Kind.TOKEN
                && begin == close
                && !quoted
                && text.charAt(from) != '-'
                && !snake(text, begin);
        return prose
                ? NONE
                : new SecretKey(kind, assigned || quoted || begin < close, signs == close && spaces == value.start());
    }

    /** What the name promises in lists of names and values. */
    private static SecretNames.Kind pair(CharSequence text, int end, int least) {
        int close = skip(text, end, least, " \t\r\n\"',{");
        int from = close;
        while (from > least && part(text.charAt(from - 1))) {
            from--;
        }
        return from == close ? SecretNames.Kind.NONE : SecretNames.of(text.subSequence(from, close), true);
    }

    /** Whether the word that ends there has a low line, as names of settings have. */
    private static boolean snake(CharSequence text, int end) {
        int i = end;
        while (i > 0 && end - i < LONGEST && Character.isLetter(text.charAt(i - 1))) {
            i--;
        }
        return i > 0 && text.charAt(i - 1) == '_';
    }

    /** Whether a scheme of HTTP's authorization ends there, and its header or a quote stands before it. */
    private static int scheme(CharSequence text, int end, int least) {
        for (String scheme : SCHEMES) {
            int from = end - scheme.length();
            if (from >= least && Texts.folded(text, from, scheme)) {
                int name = skip(text, from, least, " \t\"'`\\:=");
                boolean header = name >= 13 && Texts.folded(text, name - 13, "authorization");
                boolean bearer = scheme.equals("bearer") && (from == 0 || !Neighbours.word(text.charAt(from - 1)));
                return header || bearer ? from : -1;
            }
        }
        return -1;
    }

    /** Where words such as "is" begin that end there. */
    private static int verb(CharSequence text, int end, int least) {
        int from = Phrases.start(text, least, end);
        boolean verb = Phrases.any(text, from, end, VERBS);
        return verb ? skip(text, from, least, " \t") : end;
    }

    private static int skip(CharSequence text, int end, int least, String signs) {
        int i = end;
        while (i > least && signs.indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return i;
    }

    private static boolean part(char c) {
        return Neighbours.word(c) || c == '-' || c == '.' || c == ' ';
    }
}
