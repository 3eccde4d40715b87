package io.vectrail.replay.archive;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The row of a result that is being read. Valid until the next one. */
public final class Row {

    private final ClickHouseBinaryFormatReader reader;

    Row(ClickHouseBinaryFormatReader reader) {
        this.reader = reader;
    }

    public String text(String column) {
        return Objects.requireNonNull(reader.getString(column));
    }

    public @Nullable String optionalText(String column) {
        return reader.hasValue(column) ? reader.getString(column) : null;
    }

    public int number(String column) {
        return reader.getInteger(column);
    }

    public long longNumber(String column) {
        return reader.getLong(column);
    }

    public double real(String column) {
        return reader.getDouble(column);
    }

    public @Nullable Long optionalNumber(String column) {
        return reader.hasValue(column) ? (Long) reader.getLong(column) : null;
    }

    public boolean flag(String column) {
        return reader.getBoolean(column);
    }

    public Instant time(String column) {
        ZonedDateTime time = reader.getZonedDateTime(column);
        return time.toInstant();
    }

    public @Nullable Instant optionalTime(String column) {
        return reader.hasValue(column) ? time(column) : null;
    }

    public List<String> texts(String column) {
        return Arrays.asList(reader.getStringArray(column));
    }

    public int[] numbers(String column) {
        return reader.getIntArray(column);
    }

    public double[] doubles(String column) {
        return reader.getDoubleArray(column);
    }

    public float[] floats(String column) {
        return reader.getFloatArray(column);
    }

    public boolean[] flags(String column) {
        return reader.getBooleanArray(column);
    }

    /** An array whose elements may be null, or are arrays. */
    public <T> List<@Nullable T> list(String column) {
        return reader.getList(column);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
