package io.vectrail.provider;

/** A vector's components as they are kept: no wider than the answer has them, since a byte of it may have eight. */
sealed interface Components {

    /** How many there are. */
    int count();

    /** Each as float32. */
    float[] floats();

    /** What keeping them takes. */
    long bytes();

    /** A number each. */
    record Numbers(float[] floats) implements Components {

        @Override
        public int count() {
            return floats.length;
        }

        @Override
        public long bytes() {
            return (long) floats.length * Float.BYTES;
        }
    }

    /** A byte each, or eight in one. */
    record Packed(VectorType type, byte[] packed) implements Components {

        @Override
        public int count() {
            return packed.length * type.perNumber();
        }

        /** Made anew each time. */
        @Override
        public float[] floats() {
            return PackedVector.unpack(type, packed);
        }

        @Override
        public long bytes() {
            return packed.length;
        }
    }
}
