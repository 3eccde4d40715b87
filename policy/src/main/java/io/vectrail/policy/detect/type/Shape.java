package io.vectrail.policy.detect.type;

/**
 * What values of a type look like.
 *
 * @param pattern in the dialect of {@link io.vectrail.policy.detect.pattern}: no lookaround, no backreference
 * @param score how sure a match is that holds a value, before words beside it are looked at; above 0 to 1
 * @param labelled whether it is worth a look only in a text that has one of the type's context words
 * @param extraction where in a match the value is, and whether it is one
 */
public record Shape(String pattern, double score, boolean labelled, Extraction extraction) {

    public Shape {
        if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is above 0 and at most 1, not " + score);
        }
    }

    /** One of which every match is a value. */
    public static Shape of(String pattern, double score) {
        return new Shape(pattern, score, false, place -> place);
    }
}
