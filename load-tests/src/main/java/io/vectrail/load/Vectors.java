package io.vectrail.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;

/** Random vectors of 1,536 dimensions, as they stand in an answer. They compress as little as real ones. Not thread-safe. */
final class Vectors {

    private static final int DIMENSIONS = 1536;

    private final SplittableRandom random;

    Vectors(SplittableRandom random) {
        this.random = random;
    }

    /** A JSON string of 8 KB. */
    String base64() {
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < DIMENSIONS; i++) {
            bytes.putFloat((float) component());
        }
        return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
    }

    /** A JSON array of 19 KB. */
    String numbers() {
        StringBuilder json = new StringBuilder(DIMENSIONS * 13).append('[');
        for (int i = 0; i < DIMENSIONS; i++) {
            json.append(i == 0 ? "" : ",").append(digits(component()));
        }
        return json.append(']').toString();
    }

    /** Nine digits after the point, as providers write them. */
    private static String digits(double component) {
        long billionths = Math.round(Math.abs(component) * 1e9);
        String padded = Long.toString(1_000_000_000L + billionths).substring(1);
        return (component < 0 ? "-0." : "0.") + padded.toLowerCase(Locale.ROOT);
    }

    /** The sum of three uniform numbers: near enough to a bell, at a vector length of about one. */
    private double component() {
        return (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 0.05;
    }
}
