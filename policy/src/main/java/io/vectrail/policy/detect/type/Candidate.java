package io.vectrail.policy.detect.type;

import java.util.function.IntPredicate;

/**
 * A place of a text that has a type's shape.
 *
 * @param text the whole text, as it was read
 * @param start first character of the place
 * @param end one past its last character
 */
public record Candidate(CharSequence text, int start, int end) {

    /** What stands there. */
    public String value() {
        return text.subSequence(start, end).toString();
    }

    /** Its ASCII digits alone. */
    public String digits() {
        return only(c -> c >= '0' && c <= '9');
    }

    /** Its ASCII digits and letters alone, letters in upper case. */
    public String alphanumerics() {
        return only(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }

    /** The character that is so many before it, from 1; 0 where there is none. */
    public char before(int distance) {
        return start < distance ? 0 : text.charAt(start - distance);
    }

    /** The character that is so many behind it, from 1; 0 where there is none. */
    public char after(int distance) {
        return end + distance > text.length() ? 0 : text.charAt(end + distance - 1);
    }

    private String only(IntPredicate kept) {
        StringBuilder found = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (kept.test(c)) {
                found.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
            }
        }
        return found.toString();
    }
}
