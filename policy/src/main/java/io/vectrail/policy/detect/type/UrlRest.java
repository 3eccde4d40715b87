package io.vectrail.policy.detect.type;

/** What follows the host of a URL: as long as it goes, and not ending in a stop. */
final class UrlRest {

    /** Longer ones are cut: servers take no more (RFC 9110, 4.1, asks them to take 8000 characters at least; most URLs have 2000). */
    static final int LONGEST = 4096;

    private static final AsciiSet INNER = AsciiSet.of("A-Za-z0-9._~:/?#@!$&*+=%-");
    private static final AsciiSet LAST = AsciiSet.of("A-Za-z0-9_~/#@$&+=%-");
    private static final AsciiSet ROUND = AsciiSet.of("A-Za-z0-9._~:/?#@!$&*+=%,;-");
    private static final AsciiSet CURLED = AsciiSet.of("A-Za-z0-9._:-");
    private static final AsciiSet LETTERS = AsciiSet.of("A-Za-z");
    private static final AsciiSet SIGNS = AsciiSet.of("A-Za-z0-9");

    private UrlRest() {}

    /** Whether a URL may have it, so that what stands behind it may belong to one. */
    static boolean part(char c) {
        return INNER.has(c) || c == ')' || c == '(' || c == '}' || c == '{';
    }

    static int end(CharSequence text, int from, int limit) {
        int end = from;
        int i = from;
        while (true) {
            int run = INNER.end(text, i, limit);
            int last = run;
            while (last > i && !LAST.has(text.charAt(last - 1))) {
                last--;
            }
            end = last > i ? last : end;
            int closed = run < text.length() ? group(text, run, limit) : run;
            if (closed <= run) {
                return end;
            }
            end = closed;
            i = closed;
        }
    }

    /** Where brackets with what they enclose, or a parameter's begin, end that begin there; the place itself where none do. */
    private static int group(CharSequence text, int at, int limit) {
        return switch (text.charAt(at)) {
            case '(' -> closed(text, ROUND.end(text, at + 1, limit), ')', at);
            case '{' -> {
                int end = CURLED.end(text, at + 1, limit);
                yield end > at + 1 ? closed(text, end, '}', at) : at;
            }
            case ';' -> {
                int name = LETTERS.end(text, at + 1, limit);
                boolean valued = name > at + 1
                        && name + 1 < text.length()
                        && text.charAt(name) == '='
                        && SIGNS.has(text.charAt(name + 1));
                yield valued ? name + 2 : at;
            }
            default -> at;
        };
    }

    private static int closed(CharSequence text, int at, char bracket, int otherwise) {
        return at < text.length() && text.charAt(at) == bracket ? at + 1 : otherwise;
    }
}
