package io.vectrail.replay.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
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

    private final List<String> columns;
    private ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    private int count;

    RowWriter(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    List<String> columns() {
        return columns;
    }

    int count() {
        return count;
    }

    int size() {
        return out.position();
    }

    void writeTo(OutputStream target) throws IOException {
        target.write(out.array(), 0, out.position());
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
        ByteBuffer target = room(Float.BYTES * values.length);
        for (float value : values) {
            target.putFloat(value);
        }
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
            int needed = Math.addExact(out.position(), bytes);
            int larger = (int) Math.min(
                    Integer.MAX_VALUE - 8L, Math.max(needed, out.capacity() + (long) (out.capacity() >> 1)));
            out = ByteBuffer.allocate(larger).order(ByteOrder.LITTLE_ENDIAN).put(out.flip());
        }
        return out;
    }
}
