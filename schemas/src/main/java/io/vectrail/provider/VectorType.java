package io.vectrail.provider;

/** What a vector's components are, and how they stand in an answer. In this order one is chosen where an answer has several. */
public enum VectorType {
    /** Numbers; in base64 float32, little-endian. */
    FLOAT,
    /** Whole numbers of -128 to 127; in base64 a byte each. */
    INT8,
    /** Whole numbers of 0 to 255; in base64 a byte each. */
    UINT8,
    /** Eight signs in a number of -128 to 127, which is the byte less 128, first sign highest; read as 1 and -1. */
    BINARY,
    /** Eight signs in a number of 0 to 255, first sign highest; read as 1 and -1. */
    UBINARY,
    /** A number each, 0 or 1. */
    BITS,
    /** Only the components that are not zero, each with its index. */
    SPARSE;

    private static final int MOST_UNSIGNED = 255;

    /** Whether a number of an answer can be one of a vector of this type. */
    boolean has(float number) {
        return switch (this) {
            case FLOAT, SPARSE -> true;
            case INT8, BINARY -> wholeFrom(Byte.MIN_VALUE, number, Byte.MAX_VALUE);
            case UINT8, UBINARY -> wholeFrom(0, number, MOST_UNSIGNED);
            case BITS -> wholeFrom(0, number, 1);
        };
    }

    private static boolean wholeFrom(int least, float number, int most) {
        return number >= least && number <= most && number == (int) number;
    }

    /** Components that stand in one number. */
    public int perNumber() {
        return this == BINARY || this == UBINARY ? Byte.SIZE : 1;
    }
}
