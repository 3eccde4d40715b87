package io.vectrail.policy.detect.pattern;

/** A pattern while it is read. */
final class Source {

    /** Longest pattern. */
    static final int MOST_LENGTH = 4096;

    private final String pattern;
    private int at;

    Source(String pattern) {
        this.pattern = pattern;
        if (pattern.length() > MOST_LENGTH) {
            throw wrong("a pattern has at most " + MOST_LENGTH + " characters; use a dictionary for many words");
        }
    }

    boolean atEnd() {
        return at == pattern.length();
    }

    /** The next character, which stays; 0 at the end. */
    char peek() {
        return atEnd() ? 0 : pattern.charAt(at);
    }

    char next() {
        if (atEnd()) {
            throw wrong("it ends too early");
        }
        return pattern.charAt(at++);
    }

    boolean take(char c) {
        if (!atEnd() && pattern.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    boolean looksAt(String what) {
        return pattern.startsWith(what, at);
    }

    boolean takes(String what) {
        boolean there = looksAt(what);
        at += there ? what.length() : 0;
        return there;
    }

    void skipPast(char c) {
        int found = pattern.indexOf(c, at);
        if (found < 0) {
            throw wrong("a " + c + " is missing");
        }
        at = found + 1;
    }

    /** Up to a character, which is taken, too. */
    String until(char c) {
        int from = at;
        skipPast(c);
        return pattern.substring(from, at - 1);
    }

    /** Whether {n}, {n,} or {n,m} stands here; any other brace is the character. */
    boolean isRepetition() {
        int i = at;
        if (peek() != '{') {
            return false;
        }
        int digits = 0;
        for (i++; i < pattern.length() && (isDigit(pattern.charAt(i)) || pattern.charAt(i) == ','); i++) {
            digits += isDigit(pattern.charAt(i)) ? 1 : 0;
        }
        return digits > 0 && isDigit(pattern.charAt(at + 1)) && i < pattern.length() && pattern.charAt(i) == '}';
    }

    /** A number of at most six digits. */
    int number() {
        int value = 0;
        int from = at;
        while (isDigit(peek()) && at - from < 6) {
            value = value * 10 + (next() - '0');
        }
        if (at == from || isDigit(peek())) {
            throw wrong("a number is missing, or too large");
        }
        return value;
    }

    /** A code unit by its hexadecimal digits. */
    int hexadecimal(String digits) {
        try {
            int value = Integer.parseInt(digits, 16);
            if (value >= 0 && value <= CharSet.MOST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Says the same below.
        }
        throw wrong("\"" + digits + "\" is no character of at most FFFF in hexadecimal");
    }

    String taken(int count) {
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            characters.append(next());
        }
        return characters.toString();
    }

    IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException(
                "pattern \"" + shown(pattern) + "\", character " + (at + 1) + ": " + reason);
    }

    /** As much of a pattern as an error shows. */
    static String shown(String pattern) {
        return pattern.length() <= 200 ? pattern : pattern.substring(0, 200) + "…";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
