package io.vectrail.policy.detect.type;

import org.jspecify.annotations.Nullable;

/** Private keys in PEM (RFC 7468) as a whole, and JSON Web Tokens (RFC 7519). */
final class PrivateKeys {

    private static final AsciiSet BODY = AsciiSet.of("A-Za-z0-9+/= \t\n\r\f\u000b:,.\\\"");
    private static final AsciiSet NAME = AsciiSet.of("A-Z0-9 ");
    private static final AsciiSet PART = AsciiSet.of("A-Za-z0-9_-");

    /** Longer keys are none: one of RSA with 16384 bits has some 12,800 characters. */
    private static final int LONGEST_KEY = 16 * 1024;

    /** Longest part of a token; headers of HTTP are not longer together. */
    private static final int LONGEST_PART = 8 * 1024;

    private static final String KEY = "PRIVATE KEY";
    private static final String BLOCK = " BLOCK";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private PrivateKeys() {}

    static void shapes(Recognizer.Builder builder) {
        builder.within(1.0, "-----BEGIN [A-Z0-9 ]{0,64}PRIVATE KEY(?: BLOCK)?-----", PrivateKeys::key)
                .within(0.95, "\\.eyJ[A-Za-z0-9_-]", PrivateKeys::token);
    }

    /** Reads on to the line that ends it, or the next that begins one, so that many begins are not read over and over. */
    private static @Nullable Candidate key(Candidate begin) {
        CharSequence text = begin.text();
        int limit = begin.start() + LONGEST_KEY;
        int i = BODY.end(text, begin.end(), limit);
        while (i + 1 < text.length() && i < limit && text.charAt(i) == '-' && letter(text.charAt(i + 1))) {
            i = BODY.end(text, i + 1, limit);
        }
        int end = Texts.at(text, i, END) ? ended(text, i + END.length()) : -1;
        Candidate key = new Candidate(text, begin.start(), Math.max(end, begin.end()));
        return end > 0 && end - begin.start() >= 100 && Placeholders.distinct(key) >= 20 ? key : null;
    }

    private static int ended(CharSequence text, int from) {
        int end = NAME.end(text, from, from + 80);
        int key = end - KEY.length();
        boolean block = Texts.at(text, end - BLOCK.length(), BLOCK) && end - BLOCK.length() >= from;
        key -= block ? BLOCK.length() : 0;
        return key >= from && Texts.at(text, key, KEY) && Texts.at(text, end, DASHES) ? end + DASHES.length() : -1;
    }

    /** Found by its second part: the stops before and behind are where reading ends, whatever else a text has. */
    private static @Nullable Candidate token(Candidate second) {
        CharSequence text = second.text();
        int begin = PART.start(text, second.start(), second.start() - LONGEST_PART);
        while (begin < second.start() && !(Texts.at(text, begin, "eyJ") && Texts.begins(text, begin))) {
            begin++;
        }
        int stop = PART.end(text, second.end(), second.end() + LONGEST_PART);
        if (second.start() - begin < 4 || stop == text.length() || text.charAt(stop) != '.') {
            return null;
        }
        int end = PART.end(text, stop + 1, stop + LONGEST_PART);
        Candidate token = new Candidate(text, begin, end);
        boolean whole = end > stop + 1 && end - begin >= 40 && token.after(1) != '.';
        return whole && !Placeholders.is(token.value()) ? token : null;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
