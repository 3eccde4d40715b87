package io.vectrail.policy.detect;

/**
 * Something that was found in a text.
 *
 * @param type what it is, by Presidio's name, such as EMAIL_ADDRESS
 * @param start its first character (UTF-16 code unit) in the text as it was given
 * @param end one past its last character
 * @param score how sure that is, above 0 to 1
 */
public record Detection(String type, int start, int end, double score) {

    public Detection {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a detection has at least one character");
        }
        if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is above 0 and at most 1, not " + score);
        }
    }
}
