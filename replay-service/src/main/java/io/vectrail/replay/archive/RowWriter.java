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
 * Rows of one table in ClickHouse's RowBinary: the values of each row one after another, in the order of
 * {@link #columns()}. Each method writes one value.
 */
public final class RowWriter {

    private static final int FIRST_PIECE = 4096;

    private final List<String> columns;

    /** Pieces that are full: growing copies nothing, and wastes at most one piece. */
    private final List<ByteBuffer> full = new ArrayList<>();

    private final Pieces pieces;
    private ByteBuffer out;
    private long fullBytes;
    private int count;

    RowWriter(List<String> columns) {
        this(columns, new Pieces(0));
    }

    RowWriter(List<String> columns, Pieces pieces) {
        this.columns = List.copyOf(columns);
        this.pieces = pieces;
        this.out = pieces.take(FIRST_PIECE);
    }

    List<String> columns() {
        return columns;
    }

    int count() {
        return count;
    }

    /** In bytes. */
    long size() {
        return fullBytes + out.position();
    }

    void writeTo(OutputStream target) throws IOException {
        for (ByteBuffer piece : full) {
            target.write(piece.array(), piece.arrayOffset(), piece.position());
        }
        target.write(out.array(), out.arrayOffset(), out.position());
    }

    /** Gives its memory back, for other rows: they are stored, and nobody reads these any more. */
    void release() {
        full.forEach(pieces::giveBack);
        full.clear();
        pieces.giveBack(out);
        out = pieces.take(FIRST_PIECE);
        fullBytes = 0;
        count = 0;
    }

    void endRow() {
        count++;
    }

    public void text(String value) {
        bytes(Row.utf8(value));
    }

    void optionalText(@Nullable String value) {
        if (value == null) {
            missing();
        } else {
            given();
            text(value);
        }
    }

    void bytes(byte[] value) {
        length(value.length);
        room(value.length).put(value);
    }

    void flag(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
    }

    public void number(int value) {
        room(Integer.BYTES).putInt(value);
    }

    public void longNumber(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** UInt128. */
    void number128(BigInteger value) {
        room(2 * Long.BYTES)
                .putLong(value.longValue())
                .putLong(value.shiftRight(Long.SIZE).longValue());
    }

    void optionalNumber(@Nullable Long value) {
        if (value == null) {
            missing();
        } else {
            given();
            longNumber(value);
        }
    }

    void optionalInt(@Nullable Integer value) {
        if (value == null) {
            missing();
        } else {
            given();
            number(value);
        }
    }

    /** DateTime64(3): milliseconds. */
    public void time(Instant value) {
        longNumber(value.toEpochMilli());
    }

    public void optionalTime(@Nullable Instant value) {
        if (value == null) {
            missing();
        } else {
            given();
            time(value);
        }
    }

    void floats(float[] values) {
        length(values.length);
        int bytes = Float.BYTES * values.length;
        ByteBuffer target = room(bytes);
        target.asFloatBuffer().put(values);
        target.position(target.position() + bytes);
    }

    public <T> void array(Collection<T> values, Consumer<T> element) {
        length(values.size());
        values.forEach(element);
    }

    <T> void numbers(Collection<T> values, ToIntFunction<T> element) {
        array(values, value -> number(element.applyAsInt(value)));
    }

    <T> void doubles(Collection<T> values, ToDoubleFunction<T> element) {
        array(values, value -> room(Double.BYTES).putDouble(element.applyAsDouble(value)));
    }

    private void missing() {
        room(1).put((byte) 1);
    }

    private void given() {
        room(1).put((byte) 0);
    }

    /** LEB128, unsigned. */
    private void length(int length) {
        ByteBuffer target = room(5);
        int rest = length;
        while (rest > 0x7F) {
            target.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            full.add(out);
            fullBytes += out.position();
            out = pieces.take(Math.max(bytes, Math.min(Pieces.SIZE, 2 * out.capacity())));
        }
        return out;
    }
}
