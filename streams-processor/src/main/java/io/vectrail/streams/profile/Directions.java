package io.vectrail.streams.profile;

/**
 * A vector's direction in few bytes: its components are added up with signs in {@link #SIZE} sums, which keeps angles on average (M. Charikar, K. Chen,
 * M. Farach-Colton, 2002; K. Weinberger and others, 2009: feature hashing), and the sums are scaled to -127…127. Cosines of directions are
 * those of the vectors within about (1 - cosine²) / √{@link #SIZE}.
 */
public final class Directions {

    /** Bytes of a direction. */
    public static final int SIZE = 64;

    private static final int MOST_DIMENSIONS = 65_536;
    private static final byte[] NONE = {};

    /** Of each component: the sum that it goes to, and in bit 6 its sign. */
    private static final byte[] PLAN = plan();

    private Directions() {}

    /** Empty where the vector has no direction: it is empty, zero, or not finite. */
    static byte[] of(float[] vector) {
        double[] sums = new double[SIZE];
        int length = Math.min(vector.length, MOST_DIMENSIONS);
        for (int i = 0; i < length; i++) {
            byte plan = PLAN[i];
            sums[plan & 63] += (plan & 64) == 0 ? vector[i] : -vector[i];
        }
        double most = 0;
        for (double sum : sums) {
            most = Math.max(most, Math.abs(sum));
        }
        if (!(most > 0) || most == Double.POSITIVE_INFINITY) {
            return NONE;
        }
        byte[] direction = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            direction[i] = (byte) Math.round(sums[i] / most * 127);
        }
        return direction;
    }

    /** Directions one after the other, each scaled to length 1. */
    static float[] units(byte[] directions) {
        float[] units = new float[directions.length];
        for (int at = 0; at < units.length; at += SIZE) {
            int squares = 0;
            for (int i = at; i < at + SIZE; i++) {
                squares += directions[i] * directions[i];
            }
            float scale = squares == 0 ? 0 : (float) (1 / StrictMath.sqrt(squares));
            for (int i = at; i < at + SIZE; i++) {
                units[i] = directions[i] * scale;
            }
        }
        return units;
    }

    private static byte[] plan() {
        byte[] plan = new byte[MOST_DIMENSIONS];
        for (int i = 0; i < plan.length; i++) {
            plan[i] = (byte) (Hash.mix(i + 1L) >>> 57);
        }
        return plan;
    }
}
