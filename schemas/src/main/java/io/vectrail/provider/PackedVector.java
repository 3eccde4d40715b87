package io.vectrail.provider;

import io.vectrail.provider.json.MalformedBodyException;

/** Vectors of which a byte is one component, or eight. */
final class PackedVector {

    private static final int OFFSET = 128;

    private PackedVector() {}

    /** The components that stand in bytes, which have the form that base64 has. */
    static Components of(VectorType type, byte[] bytes) throws MalformedBodyException {
        if (bytes.length > Vector.MOST_DIMENSIONS / type.perNumber()) {
            throw VectorShapes.tooLong();
        }
        return new Components.Packed(type, bytes);
    }

    /** The components that stand in numbers, of which each is one that the type has. */
    static Components of(VectorType type, float[] numbers) throws MalformedBodyException {
        for (float number : numbers) {
            if (!type.has(number)) {
                throw new MalformedBodyException("an embedding has a number that its type does not have");
            }
        }
        if (type.perNumber() == 1) {
            return new Components.Numbers(numbers);
        }
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) numbers[i];
        }
        return new Components.Packed(type, bytes);
    }

    static float[] unpack(VectorType type, byte[] bytes) {
        return type.perNumber() == 1 ? numbers(type, bytes) : signs(type, bytes);
    }

    private static float[] numbers(VectorType type, byte[] bytes) {
        float[] numbers = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            numbers[i] = type == VectorType.INT8 ? bytes[i] : Byte.toUnsignedInt(bytes[i]);
        }
        return numbers;
    }

    private static float[] signs(VectorType type, byte[] bytes) {
        float[] signs = new float[bytes.length * Byte.SIZE];
        for (int i = 0; i < signs.length; i++) {
            int packed = bytes[i / Byte.SIZE] + (type == VectorType.BINARY ? OFFSET : 0);
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
