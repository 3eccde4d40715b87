package io.vectrail.streams.profile;

import java.util.List;

/**
 * Where the latest vectors lie to each other.
 *
 * @param latest directions of the latest vectors, see {@link Directions}, oldest first; at most {@link #MOST}
 * @param centre the mean of the caller's directions, each of length 1; empty where there are none. Models put all their vectors on one side of the space
 * @param known how many directions that is from, as far as it matters
 * @param cosines sum of the cosines of pairs of late
 * @param squares sum of the squares of their cosines around the centre
 * @param pairs how many pairs that is
 * @param close which of the latest vectors were unusually close to another
 * @param usuallyClose the same over long
 */
public record Space(
        byte[] latest,
        float[] centre,
        int known,
        double cosines,
        double squares,
        double pairs,
        Share close,
        Share usuallyClose) {

    static final int MOST = 32;

    private static final int MOST_KNOWN = 160;

    /** What a further pair leaves where 4,096 further ones, of 128 vectors, leave half. */
    private static final double KEPT = StrictMath.pow(0.5, 1.0 / 4096);

    /** Fewer pairs, of some 80 vectors, say nothing of dimensions. */
    private static final double LEAST_PAIRS = 2048;

    /** The same vector again says nothing. */
    private static final double SAME = 0.9995;

    /** Closer than this part of the usual distance is unusually close. */
    private static final double CLOSE = 0.3;

    /** However close everything is to everything: no model gives different texts so little distance. */
    private static final double LEAST_DISTANCE = 0.3;

    static final Space NONE = new Space(new byte[0], new float[0], 0, 0, 0, 0, Share.NONE, Share.NONE);

    /** With vectors of further texts. */
    Space with(List<Sample> samples) {
        Latest open = new Latest(this);
        for (Sample sample : samples) {
            if (sample.direction().length > 0) {
                open.add(sample.direction());
            }
        }
        return open.changed ? open.closed() : this;
    }

    /** The usual distance of two vectors: one less their cosine, on average. */
    public double distance() {
        return pairs == 0 ? 1 : 1 - cosines / pairs;
    }

    /**
     * In about how many dimensions the vectors of late spread around their centre: the participation ratio of their covariance, tr(C)² / tr(C²). The mean square of
     * the cosines of pairs estimates its inverse, to which the few sums of a direction add theirs. Pairs are of vectors that came one soon after
     * the other: parts of a document lie in few dimensions, though the collection may have many.
     *
     * @return at most 1,000; 0 as long as there are too few pairs
     */
    public double dimensions() {
        if (pairs < LEAST_PAIRS) {
            return 0;
        }
        return 1 / Math.max(0.001, squares / pairs - 1.0 / Directions.SIZE);
    }

    /** The latest directions, scaled once for all of an exchange's vectors. */
    private static final class Latest {
        private final float[] units = new float[MOST * Directions.SIZE];
        private final byte[] stored = new byte[MOST * Directions.SIZE];
        private final float[] around = new float[Directions.SIZE];
        private final float[] centre;
        private int count;
        private int next;
        private int known;
        private double cosines;
        private double squares;
        private double pairs;
        private Share close;
        private Share usuallyClose;
        private boolean changed;

        Latest(Space space) {
            float[] scaled = Directions.units(space.latest);
            System.arraycopy(scaled, 0, units, 0, scaled.length);
            System.arraycopy(space.latest, 0, stored, 0, space.latest.length);
            count = scaled.length / Directions.SIZE;
            next = count % MOST;
            centre = space.centre.length == 0 ? new float[Directions.SIZE] : space.centre.clone();
            known = space.known;
            cosines = space.cosines;
            squares = space.squares;
            pairs = space.pairs;
            close = space.close;
            usuallyClose = space.usuallyClose;
        }

        void add(byte[] direction) {
            float[] unit = Directions.units(direction);
            double nearest = nearest(unit);
            if (nearest > SAME) {
                return;
            }
            changed = true;
            learn(unit);
            if (count > 0) {
                pairs(unit);
                boolean closeOne = 1 - nearest < CLOSE * Math.max(LEAST_DISTANCE, pairs == 0 ? 1 : 1 - cosines / pairs);
                close = close.with(closeOne, Share.OF_THE_LAST);
                usuallyClose = usuallyClose.with(closeOne, Share.OF_LONG);
            }
            System.arraycopy(unit, 0, units, next * Directions.SIZE, Directions.SIZE);
            System.arraycopy(direction, 0, stored, next * Directions.SIZE, Directions.SIZE);
            count = Math.min(MOST, count + 1);
            next = (next + 1) % MOST;
        }

        private double nearest(float[] unit) {
            double nearest = -1;
            for (int other = 0; other < count; other++) {
                nearest = Math.max(nearest, dot(unit, other));
            }
            return nearest;
        }

        /** In four sums, each of which waits for itself alone. */
        private float dot(float[] unit, int other) {
            float first = 0;
            float second = 0;
            float third = 0;
            float fourth = 0;
            for (int i = 0, at = other * Directions.SIZE; i < Directions.SIZE; i += 4, at += 4) {
                first += unit[i] * units[at];
                second += unit[i + 1] * units[at + 1];
                third += unit[i + 2] * units[at + 2];
                fourth += unit[i + 3] * units[at + 3];
            }
            return first + second + (third + fourth);
        }

        private void learn(float[] unit) {
            known = Math.min(MOST_KNOWN, known + 1);
            for (int i = 0; i < Directions.SIZE; i++) {
                centre[i] += (unit[i] - centre[i]) / known;
            }
        }

        private void pairs(float[] unit) {
            float ownSquares = 0;
            for (int i = 0; i < Directions.SIZE; i++) {
                around[i] = unit[i] - centre[i];
                ownSquares += around[i] * around[i];
            }
            for (int other = 0; other < count; other++) {
                float centred = 0;
                float otherSquares = 0;
                for (int i = 0, at = other * Directions.SIZE; i < Directions.SIZE; i++, at++) {
                    float there = units[at] - centre[i];
                    centred += around[i] * there;
                    otherSquares += there * there;
                }
                float both = ownSquares * otherSquares;
                cosines = cosines * KEPT + dot(unit, other);
                squares = squares * KEPT + (both > 0 ? (double) centred * centred / both : 0);
                pairs = pairs * KEPT + 1;
            }
        }

        Space closed() {
            byte[] inOrder = new byte[count * Directions.SIZE];
            int first = count < MOST ? 0 : next * Directions.SIZE;
            System.arraycopy(stored, first, inOrder, 0, inOrder.length - first);
            System.arraycopy(stored, 0, inOrder, inOrder.length - first, first);
            return new Space(inOrder, centre, known, cosines, squares, pairs, close, usuallyClose);
        }
    }
}
