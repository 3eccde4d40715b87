package io.vectrail.policy.detect.view;

/** Unicode scalar values: code points but surrogates. */
final class Scalar {

    private Scalar() {}

    static boolean is(int value) {
        return Character.isValidCodePoint(value)
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
    }
}
