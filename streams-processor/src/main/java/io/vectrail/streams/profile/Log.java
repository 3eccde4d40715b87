package io.vectrail.streams.profile;

/** Amounts in a byte: eighths of octaves, so that each is within 5 % of what it was, from 0 to 2³¹. */
public final class Log {

    private static final double STEPS = 8;
    private static final int MOST = 255;
    private static final double LN_2 = StrictMath.log(2);

    private Log() {}

    /** An amount as it is stored; one that is larger than fits, as the largest that does. */
    public static byte of(double amount) {
        return (byte) Math.min(MOST, Math.round(octaves(amount) * STEPS));
    }

    static double amount(byte stored) {
        return StrictMath.pow(2, octaves(stored)) - 1;
    }

    /** Of a stored amount: the logarithm to base 2 of one more than it. */
    public static double octaves(byte stored) {
        return Byte.toUnsignedInt(stored) / STEPS;
    }

    /** The logarithm to base 2 of one more than an amount. */
    public static double octaves(double amount) {
        return StrictMath.log1p(amount) / LN_2;
    }
}
