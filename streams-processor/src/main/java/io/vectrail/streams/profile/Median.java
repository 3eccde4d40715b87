package io.vectrail.streams.profile;

import java.util.Arrays;

/** Medians of stored amounts, and their deviations (1.4826 times the median absolute deviation), in octaves. */
public final class Median {

    private static final double OF_A_NORMAL = 1.4826;

    private Median() {}

    /** 0 where there is none. */
    public static double of(byte[] stored) {
        return of(octaves(stored));
    }

    /** Around the median. */
    public static double deviation(byte[] stored) {
        return deviation(octaves(stored));
    }

    /** Of those that are not 0. */
    public static double ofUsed(byte[] stored) {
        return of(octaves(used(stored)));
    }

    /** Of those that are not 0, around their median. */
    public static double deviationOfUsed(byte[] stored) {
        return deviation(octaves(used(stored)));
    }

    private static double deviation(double[] octaves) {
        double median = of(octaves);
        double[] away = new double[octaves.length];
        for (int i = 0; i < away.length; i++) {
            away[i] = Math.abs(octaves[i] - median);
        }
        return OF_A_NORMAL * of(away);
    }

    private static double of(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double[] octaves(byte[] stored) {
        double[] octaves = new double[stored.length];
        for (int i = 0; i < octaves.length; i++) {
            octaves[i] = Log.octaves(stored[i]);
        }
        return octaves;
    }

    private static byte[] used(byte[] stored) {
        byte[] used = new byte[stored.length];
        int count = 0;
        for (byte each : stored) {
            if (each != 0) {
                used[count++] = each;
            }
        }
        return Arrays.copyOf(used, count);
    }
}
