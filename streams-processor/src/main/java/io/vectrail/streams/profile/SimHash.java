package io.vectrail.streams.profile;

import java.util.Arrays;

/** The bits that most of some hashes have (M. Charikar, 2002): of lists that share most hashes few bits differ. */
final class SimHash {

    /** The bits of a byte, each as a byte of 0 or 1: eight counters are added to at once. */
    private static final long[] SPREAD = spread();

    /** Before a counter of a byte is full. */
    private static final int FULL = 255;

    private SimHash() {}

    /** A bit is set that more than half of them have; none where there are no hashes. */
    static long of(long[] hashes) {
        int[] ones = new int[Long.SIZE];
        long[] counters = new long[Long.BYTES];
        for (int from = 0; from < hashes.length; from += FULL) {
            int to = Math.min(hashes.length, from + FULL);
            for (int i = from; i < to; i++) {
                for (int part = 0; part < Long.BYTES; part++) {
                    counters[part] += SPREAD[(int) (hashes[i] >>> (part * Byte.SIZE)) & 0xff];
                }
            }
            empty(counters, ones);
        }
        long most = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (2 * ones[bit] > hashes.length) {
                most |= 1L << bit;
            }
        }
        return most;
    }

    private static void empty(long[] counters, int[] ones) {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            ones[bit] += (int) (counters[bit / Byte.SIZE] >>> (bit % Byte.SIZE * Byte.SIZE)) & 0xff;
        }
        Arrays.fill(counters, 0);
    }

    private static long[] spread() {
        long[] spread = new long[1 << Byte.SIZE];
        for (int value = 0; value < spread.length; value++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                spread[value] |= (long) ((value >>> bit) & 1) << (bit * Byte.SIZE);
            }
        }
        return spread;
    }
}
