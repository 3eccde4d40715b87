package io.vectrail.provider;

import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.Arrays;

/** What has been read of a sparse vector so far: the components that are not zero, each with its index. */
final class SparseVector {

    private static final int EXPECTED = 128;

    /** An array of objects such as <code>{"index": 1016, "value": 0.8}</code>, in either order. */
    static final Shape<SparseVector> ENTRIES = Shape.each("a sparse embedding is not an array", SparseVector::entry);

    private static final Shape<SparseVector> ENTRY = Shape.<SparseVector>object(
                    "a sparse embedding has what is no entry")
            .field("index", SparseVector::index)
            .field("value", SparseVector::value);

    private final int start;
    private int[] indices = new int[EXPECTED];
    private float[] values = new float[EXPECTED];
    private int count;
    private boolean indexed;
    private boolean valued;

    SparseVector(int start) {
        this.start = start;
    }

    /** The vector, which ends before this byte. */
    Vector end(int end) throws MalformedBodyException {
        Components components = new Components.Numbers(Arrays.copyOf(values, count));
        int[] own = Arrays.copyOf(indices, count);
        differ(own.clone());
        return new Vector(0, VectorType.SPARSE, false, components, own, false, start, end);
    }

    /** Which of two values an index has, each reader would decide for itself. */
    private static void differ(int[] indices) throws MalformedBodyException {
        Arrays.sort(indices);
        for (int at = 1; at < indices.length; at++) {
            if (indices[at] == indices[at - 1]) {
                throw new MalformedBodyException("a sparse embedding has two entries with the same \"index\"");
            }
        }
    }

    private static void entry(JsonCursor json, SparseVector vector) throws IOException, MalformedBodyException {
        if (vector.count == Vector.MOST_DIMENSIONS) {
            throw VectorShapes.tooLong();
        }
        if (vector.count == vector.values.length) {
            vector.indices = Arrays.copyOf(vector.indices, 2 * vector.count);
            vector.values = Arrays.copyOf(vector.values, 2 * vector.count);
        }
        vector.indexed = false;
        vector.valued = false;
        ENTRY.read(json, vector);
        if (!vector.indexed || !vector.valued) {
            throw new MalformedBodyException("an entry of a sparse embedding needs \"index\" and \"value\"");
        }
        vector.count++;
    }

    private static void index(JsonCursor json, SparseVector vector) throws IOException, MalformedBodyException {
        int index = json.integer("\"index\" is not a whole number");
        if (index < 0) {
            throw new MalformedBodyException("\"index\" is below 0");
        }
        vector.indices[vector.count] = index;
        vector.indexed = true;
    }

    private static void value(JsonCursor json, SparseVector vector) throws IOException, MalformedBodyException {
        vector.values[vector.count] = json.number("\"value\" is not a number");
        vector.valued = true;
    }
}
