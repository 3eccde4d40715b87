package io.vectrail.replay.archive;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * A table and how a row of it is written.
 *
 * @param name the table's name
 * @param columns each with its own writer, so that names and values cannot drift apart
 * @param month the month whose table partition a row belongs to; one and the same where a table has no partitions
 * @param <T> what a row is made of
 */
public record Table<T>(String name, List<Column<T>> columns, Function<T, YearMonth> month) {

    /** The month of all rows of a table that has no partitions. */
    public static final YearMonth UNDIVIDED = YearMonth.of(1970, 1);

    public Table {
        columns = List.copyOf(columns);
    }

    /** A block without rows. */
    public Block block() {
        return block(new Pieces(0));
    }

    /** @param pieces where its memory comes from, and goes back to when it is released */
    Block block(Pieces pieces) {
        return new Block(columns.stream().map(Column::name).toList(), pieces);
    }

    public void write(Block block, T row) {
        for (int place = 0; place < columns.size(); place++) {
            columns.get(place).value().accept(block.column(place), row);
        }
        block.endRow();
    }

    static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** One column. */
    public record Column<T>(String name, BiConsumer<ColumnWriter, T> value) {}

    public static <T> Column<T> column(String name, BiConsumer<ColumnWriter, T> value) {
        return new Column<>(name, value);
    }

    /** The columns that say where a row comes from. */
    static <T> List<Column<T>> origin(Function<T, Origin> origin) {
        return with(
                partition(row -> origin.apply(row).partition()),
                column("offset", (out, row) -> out.longNumber(origin.apply(row).offset())));
    }

    /** The columns that say which of Kafka's partitions a row is about. */
    static <T> List<Column<T>> partition(Function<T, TopicPartition> partition) {
        return List.of(
                column("topic", (out, row) -> out.text(partition.apply(row).topic())),
                column(
                        "partition",
                        (out, row) -> out.number(partition.apply(row).partition())));
    }

    /** These columns and more. */
    @SafeVarargs
    static <T> List<Column<T>> with(List<Column<T>> columns, Column<T>... more) {
        List<Column<T>> all = new ArrayList<>(columns);
        for (Column<T> one : more) {
            all.add(one);
        }
        return all;
    }
}
