package io.vectrail.replay.archive;

import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a vector is looked for by, as the columns {@code vector_hash} and {@code signs} have it: rows are stored with it, and migration 0021 makes the
 * same for rows of before, so that it cannot change.
 *
 * @param hash SHA-256 of its components as float32, little-endian; empty where there are none
 * @param signs a bit for each component, set where that is above zero: the first is the highest of its byte, and zeros stand before it up to a
 *     whole byte. The number of bits in which two vectors differ grows with the angle between them (Charikar, STOC 2002)
 */
public record VectorSketch(byte[] hash, byte[] signs) {

    private static final byte[] NONE = {};

    public static VectorSketch of(float[] vector) {
        if (vector.length == 0) {
            return new VectorSketch(NONE, NONE);
        }
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return new VectorSketch(Sha256.of(bytes.array()), signs(vector));
    }

    private static byte[] signs(float[] vector) {
        int bytes = (vector.length + Byte.SIZE - 1) / Byte.SIZE;
        int before = bytes * Byte.SIZE - vector.length;
        byte[] signs = new byte[bytes];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                int place = before + i;
                signs[place / Byte.SIZE] |= (byte) (0x80 >>> place % Byte.SIZE);
            }
        }
        return signs;
    }
}
