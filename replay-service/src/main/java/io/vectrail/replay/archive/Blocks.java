package io.vectrail.replay.archive;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Cuts rows into blocks that are stored whole or not at all. A block lies in one table partition, since ClickHouse stores
 * a block of several by halves when it is killed between them. Of one Kafka partition no row comes before another of a
 * lower offset: where its rows change their month, a new run begins, and runs are inserted one after another. So what a
 * table holds of a Kafka partition is always all up to some offset, and nothing beyond.
 *
 * @param <T> what a row is made of
 */
final class Blocks<T> {

    private final Table<T> table;
    private final Map<TopicPartition, Run> runs = new HashMap<>();
    private final TreeMap<Run, RowWriter> blocks = new TreeMap<>();

    Blocks(Table<T> table) {
        this.table = table;
    }

    /** Rows of one Kafka partition must come in the order of their offsets. */
    void add(TopicPartition partition, T row) {
        YearMonth month = table.month().apply(row);
        Run run = runs.get(partition);
        if (run == null || !run.month().equals(month)) {
            run = new Run(run == null ? 0 : run.number() + 1, month);
            runs.put(partition, run);
        }
        table.write(blocks.computeIfAbsent(run, first -> table.writer()), row);
    }

    /** To be inserted in this order; what follows a failed one must not be inserted. */
    List<RowWriter> inOrder() {
        return new ArrayList<>(blocks.values());
    }

    Table<T> table() {
        return table;
    }

    private record Run(int number, YearMonth month) implements Comparable<Run> {

        @Override
        public int compareTo(Run other) {
            int byNumber = Integer.compare(number, other.number);
            return byNumber != 0 ? byNumber : month.compareTo(other.month);
        }
    }
}
