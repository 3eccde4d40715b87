package io.vectrail.provider;

import io.vectrail.provider.json.MalformedBodyException;

/** Vectors of which a byte is one component, or eight. */
final class PackedVector {

    private static final int OFFSET = 128;

    private PackedVector() {}

    /** The components that stand in bytes. */
    static float[] unpack(VectorType type, byte[] bytes) throws MalformedBodyException {
        if (bytes.length > Vector.MOST_DIMENSIONS / type.perNumber()) {
            throw VectorShapes.tooLong();
        }
        float[] numbers = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boolean signed = type == VectorType.INT8 || type == VectorType.BINARY;
            numbers[i] = signed ? bytes[i] : Byte.toUnsignedInt(bytes[i]);
        }
        return type.perNumber() == 1 ? numbers : unpack(type, numbers);
    }

    /** The signs that stand in numbers. */
    static float[] unpack(VectorType type, float[] numbers) {
        float[] signs = new float[numbers.length * Byte.SIZE];
        for (int i = 0; i < signs.length; i++) {
            int packed = (int) numbers[i / Byte.SIZE] + (type == VectorType.BINARY ? OFFSET : 0);
            signs[i] = (packed >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) == 1 ? 1 : -1;
        }
        return signs;
    }

    /** The numbers that such components stand in; what is not above 0 is taken for -1. */
    static int[] pack(VectorType type, float[] components) {
        int[] numbers = new int[(components.length + type.perNumber() - 1) / type.perNumber()];
        for (int i = 0; i < components.length; i++) {
            if (type.perNumber() == 1) {
                numbers[i] = Math.round(components[i]);
            } else if (components[i] > 0) {
                numbers[i / Byte.SIZE] |= 1 << (Byte.SIZE - 1 - i % Byte.SIZE);
            }
        }
        if (type == VectorType.BINARY) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] -= OFFSET;
            }
        }
        return numbers;
    }
}
