package io.vectrail.provider;

import org.jspecify.annotations.Nullable;

/**
 * One vector of an answer.
 *
 * @param item the input that it is of, from 0
 * @param type what its components are
 * @param base64 whether it stands in the answer as a string
 * @param kept its components, at most {@link #MOST_DIMENSIONS}
 * @param indices of the components, for a sparse one; else null
 * @param lengthAsked whether it has as many components as the request asks for: a sparse one does not, nor does a film's
 * @param start its first byte in the plain body, bracket or quote included
 * @param end one past its last byte
 */
public record Vector(
        int item,
        VectorType type,
        boolean base64,
        Components kept,
        int @Nullable [] indices,
        boolean lengthAsked,
        int start,
        int end) {

    /** Several times what any model has; an answer with a longer vector is not read. */
    public static final int MOST_DIMENSIONS = 65_536;

    Vector of(int index) {
        return new Vector(index, type, base64, kept, indices, lengthAsked, start, end);
    }

    /** Its components as float32; of a type that is packed they are unpacked at each call. */
    public float[] components() {
        return kept.floats();
    }

    /** How many components it has; nothing is unpacked for it. */
    public int dimensions() {
        return kept.count();
    }

    /** Whether its components are signs, 1 and -1: none is 0, and none is not finite. */
    public boolean ofSigns() {
        return type.perNumber() > 1;
    }

    /** Bytes of memory that its components and indices take. */
    long bytes() {
        return kept.bytes() + (indices == null ? 0 : (long) indices.length * Integer.BYTES);
    }
}
