package io.vectrail.replay.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of one table as one block of ClickHouse's Native format: column by column, each with its name and type. The server reads a
 * column at once, which costs it a fifth less for our rows than reading row by row.
 */
public final class Block {

    private final List<String> names;
    private final List<ColumnWriter> columns;
    private int count;

    Block(List<String> names) {
        this(names, new Pieces(0));
    }

    /** @param pieces where its memory comes from, and goes back to when it is released */
    Block(List<String> names, Pieces pieces) {
        this.names = List.copyOf(names);
        this.columns = Stream.generate(() -> new ColumnWriter(pieces))
                .limit(names.size())
                .toList();
    }

    List<String> names() {
        return names;
    }

    /** The place of a column among {@link #names()}; gets one value for each row. */
    ColumnWriter column(int place) {
        return columns.get(place);
    }

    /** Each column has its value. */
    void endRow() {
        count++;
    }

    int count() {
        return count;
    }

    /** In bytes, without names and types. */
    long size() {
        long size = 0;
        for (ColumnWriter column : columns) {
            size += column.size();
        }
        return size;
    }

    /** @throws IllegalStateException when a column has more or fewer values than there are rows */
    void writeTo(OutputStream target) throws IOException {
        GrowingBytes head = new GrowingBytes(new Pieces(0));
        head.length(columns.size());
        head.length(count);
        for (int place = 0; place < columns.size(); place++) {
            ColumnWriter column = columns.get(place);
            if (column.rows() != count) {
                throw new IllegalStateException(
                        names.get(place) + " has " + column.rows() + " values for " + count + " rows");
            }
            head.text(Row.utf8(names.get(place)));
            head.text(Row.utf8(column.type()));
            head.writeTo(target);
            head.release();
            column.writeTo(target);
        }
    }

    /** Gives its memory back, for other rows: they are stored, and nobody reads these any more. */
    void release() {
        columns.forEach(ColumnWriter::release);
        count = 0;
    }
}
