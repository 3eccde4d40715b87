package io.vectrail.provider;

import org.jspecify.annotations.Nullable;

/**
 * One vector of an answer.
 *
 * @param item the input that it is of, from 0
 * @param type what its components are
 * @param base64 whether it stands in the answer as a string
 * @param components at most {@link #MOST_DIMENSIONS}, as float32
 * @param indices of the components, for a sparse one; else null
 * @param start its first byte in the plain body, bracket or quote included
 * @param end one past its last byte
 */
public record Vector(
        int item, VectorType type, boolean base64, float[] components, int @Nullable [] indices, int start, int end) {

    /** Several times what any model has; an answer with a longer vector is not read. */
    public static final int MOST_DIMENSIONS = 65_536;

    Vector of(int index) {
        return new Vector(index, type, base64, components, indices, start, end);
    }
}
