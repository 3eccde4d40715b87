package io.vectrail.replay.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column, one after another, as ClickHouse's Native format has them: how many elements each array has up to its
 * end, one list for each level of arrays in arrays; which values are missing; the values themselves. Each method writes one value
 * of a row, or one element of an array.
 *
 * <p>The column's type is what is written into it, and the server makes the table's type of that: a number of 64 bits where the
 * table counts unsigned, a text where it keeps a dictionary.
 */
public final class ColumnWriter {

    private final Pieces pieces;
    private final GrowingBytes values;
    private final List<Level> levels = new ArrayList<>(0);
    private @Nullable GrowingBytes missing;
    private @Nullable String type;
    private int depth;
    private int rows;

    ColumnWriter(Pieces pieces) {
        this.pieces = pieces;
        this.values = new GrowingBytes(pieces);
    }

    /** Elements so far, and after each array how many they were. */
    private static final class Level {

        private final GrowingBytes ends;
        private long elements;

        private Level(GrowingBytes ends) {
            this.ends = ends;
        }
    }

    int rows() {
        return rows;
    }

    /** In bytes. */
    long size() {
        long size = values.size() + (missing == null ? 0 : missing.size());
        for (Level level : levels) {
            size += level.ends.size();
        }
        return size;
    }

    /** As ClickHouse names it; of arrays that all were empty it says Nothing. */
    String type() {
        String element = type == null ? "Nothing" : type;
        return "Array(".repeat(levels.size())
                + (missing == null ? element : "Nullable(" + element + ")")
                + ")".repeat(levels.size());
    }

    void writeTo(OutputStream target) throws IOException {
        for (Level level : levels) {
            level.ends.writeTo(target);
        }
        if (missing != null) {
            missing.writeTo(target);
        }
        values.writeTo(target);
    }

    void release() {
        values.release();
        levels.forEach(level -> level.ends.release());
        levels.clear();
        if (missing != null) {
            missing.release();
            missing = null;
        }
        type = null;
        rows = 0;
    }

    public void text(String value) {
        bytes(Row.utf8(value));
    }

    void optionalText(@Nullable String value) {
        optional(value != null);
        text(value == null ? "" : value);
    }

    void bytes(byte[] value) {
        is("String");
        values.text(value);
    }

    void flag(boolean value) {
        is("Bool");
        values.room(1).put((byte) (value ? 1 : 0));
    }

    public void number(int value) {
        is("Int32");
        values.room(Integer.BYTES).putInt(value);
    }

    public void longNumber(long value) {
        is("Int64");
        values.room(Long.BYTES).putLong(value);
    }

    void real(double value) {
        is("Float64");
        values.room(Double.BYTES).putDouble(value);
    }

    void number128(BigInteger value) {
        is("UInt128");
        values.room(2 * Long.BYTES)
                .putLong(value.longValue())
                .putLong(value.shiftRight(Long.SIZE).longValue());
    }

    void optionalNumber(@Nullable Long value) {
        optional(value != null);
        longNumber(value == null ? 0 : value);
    }

    void optionalInt(@Nullable Integer value) {
        optional(value != null);
        number(value == null ? 0 : value);
    }

    /** To the millisecond. */
    public void time(Instant value) {
        is("DateTime64(3, 'UTC')");
        values.room(Long.BYTES).putLong(value.toEpochMilli());
    }

    public void optionalTime(@Nullable Instant value) {
        optional(value != null);
        time(value == null ? Instant.EPOCH : value);
    }

    void floats(float[] array) {
        int bytes = Float.BYTES * array.length;
        begins();
        depth++;
        is("Float32");
        depth--;
        ByteBuffer target = values.room(bytes);
        target.asFloatBuffer().put(array);
        target.position(target.position() + bytes);
        ends(array.length);
    }

    public <T> void array(Collection<T> elements, Consumer<T> element) {
        begins();
        depth++;
        elements.forEach(element);
        depth--;
        ends(elements.size());
    }

    <T> void numbers(Collection<T> elements, ToIntFunction<T> element) {
        array(elements, value -> number(element.applyAsInt(value)));
    }

    <T> void doubles(Collection<T> elements, ToDoubleFunction<T> element) {
        array(elements, value -> real(element.applyAsDouble(value)));
    }

    private void begins() {
        if (depth == levels.size()) {
            levels.add(new Level(new GrowingBytes(pieces)));
        }
    }

    private void ends(int elements) {
        Level level = levels.get(depth);
        level.elements += elements;
        level.ends.room(Long.BYTES).putLong(level.elements);
        endsRow();
    }

    private void optional(boolean given) {
        GrowingBytes flags = missing == null ? new GrowingBytes(pieces) : missing;
        missing = flags;
        flags.room(1).put((byte) (given ? 0 : 1));
    }

    /** A value of this type follows. */
    private void is(String written) {
        if (type == null) {
            type = written;
        } else if (!type.equals(written)) {
            throw new IllegalStateException("a column of " + type + " was given a " + written);
        }
        endsRow();
    }

    private void endsRow() {
        rows += depth == 0 ? 1 : 0;
    }
}
