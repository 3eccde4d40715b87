package io.vectrail.policy.detect.view;

import org.jspecify.annotations.Nullable;

/**
 * A place of a text that base64 may fill: at least {@link #SHORTEST} of its characters, and lines of them where all but the
 * last are of one length, whatever they are indented by.
 *
 * @param start its first character
 * @param firstLine where its first line ends, without padding
 * @param end where it ends, with padding
 */
record Base64Run(int start, int firstLine, int end) {

    static final int SHORTEST = 16;

    /** The first run that begins there or later. */
    static @Nullable Base64Run next(String text, int from) {
        // A window of the shortest length is looked at from its end: what is no base64 there moves it beyond, most
        // often far.
        int start = from;
        while (start + SHORTEST <= text.length()) {
            int at = start + SHORTEST - 1;
            while (at >= start && Base64Alphabet.has(text.charAt(at))) {
                at--;
            }
            if (at < start) {
                return from(text, start);
            }
            start = at + 1;
        }
        return null;
    }

    boolean hasLines(String text) {
        return firstLine < end && text.charAt(firstLine) != '=';
    }

    private static Base64Run from(String text, int start) {
        int firstLine = Base64Alphabet.end(text, start + SHORTEST, text.length());
        int length = firstLine - start;
        int end = firstLine;
        int line = nextLine(text, end);
        while (line >= 0) {
            int lineEnd = Base64Alphabet.end(text, line, Math.min(text.length(), line + length + 1));
            if (lineEnd == line || lineEnd - line > length) {
                break;
            }
            end = lineEnd;
            line = lineEnd - line == length ? nextLine(text, end) : -1;
        }
        return new Base64Run(start, firstLine, padded(text, end));
    }

    /** Where the next line begins behind its indent; below 0 where no line ends there. */
    private static int nextLine(String text, int end) {
        int at = end;
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at == text.length() || text.charAt(at) != '\n') {
            return -1;
        }
        at++;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static int padded(String text, int end) {
        int padded = end;
        while (padded < text.length() && padded < end + 2 && text.charAt(padded) == '=') {
            padded++;
        }
        return padded;
    }
}
