package io.vectrail.edge.risk;

/**
 * A caller's points in 64 bits: the points as a float above, the half-life in milliseconds below. A float tells points apart to
 * six digits and more. Nothing that anybody scored is 0.
 */
final class Points {

    /** Under so many a caller is as good as without: they are no longer kept. */
    static final double LEAST = 0.5;

    /** More than all signals together can give. They say: 100 for a long while. */
    private static final double MOST = 10_000;

    /** Some 49 days; a document may say 30 at most. */
    private static final long MOST_HALF_LIFE = 0xFFFF_FFFFL;

    private Points() {}

    static long packed(double points, long halfLifeMillis) {
        long above = Float.floatToIntBits((float) Math.min(MOST, points));
        return above << 32 | Math.min(MOST_HALF_LIFE, halfLifeMillis);
    }

    /**
     * What is left of them.
     *
     * @param at the time that they are of, in milliseconds
     * @param now one that lies before it counts as that
     */
    static double left(long packed, long at, long now) {
        float points = Float.intBitsToFloat((int) (packed >>> 32));
        // Of doubles, since the difference of any two longs is one.
        double since = Math.max(0.0, (double) now - (double) at);
        return points == 0 ? 0 : points * Math.pow(0.5, since / (packed & MOST_HALF_LIFE));
    }
}
