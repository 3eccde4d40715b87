package io.vectrail.replay.archive;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * From where ingest goes on. No committed offset of a consumer group is asked: what is stored decides. The table of
 * positions says which records are done with whole; rows that a table holds beyond that, from a batch that was cut short,
 * are known by their own offsets and are not written again.
 */
final class Positions {

    private static final String NEXT = """
            SELECT max(next) AS next FROM positions WHERE topic = {topic:String} AND partition = {partition:Int32}
            """;

    private static final Table<Loss> LOSSES = new Table<>(
            "losses",
            Table.with(
                    Table.partition(Loss::partition),
                    Table.column("first", (out, loss) -> out.longNumber(loss.first())),
                    Table.column("next", (out, loss) -> out.longNumber(loss.next()))),
            loss -> Table.UNDIVIDED);

    private final ClickHouse clickHouse;

    Positions(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * From where one partition goes on.
     *
     * @param next first offset to read
     * @param end first offset that no table has a row of; rows of records from here on are new
     * @param stored by table and month, the first offset that it has no row of yet, where that is beyond {@code next}
     */
    record Resume(long next, long end, Map<Stored, Long> stored) {

        Resume {
            stored = Map.copyOf(stored);
        }

        static Resume of(long next, Map<Stored, Long> stored) {
            return new Resume(next, stored.values().stream().reduce(next, Math::max), stored);
        }

        /** Whether a table holds the rows of this offset and month already. */
        boolean holds(String table, YearMonth month, long offset) {
            return offset < end && offset < stored.getOrDefault(new Stored(table, partitionId(month)), next);
        }
    }

    /**
     * A table's partition.
     *
     * @param partition by ClickHouse's name for it: year and month, or {@code all} where a table is not divided
     */
    record Stored(String table, String partition) {}

    /** First offset that is not known to be archived. */
    long next(TopicPartition partition) {
        Map<String, Object> where = Map.of("topic", partition.topic(), "partition", partition.partition());
        return clickHouse.query(NEXT, where, row -> row.longNumber("next")).getFirst();
    }

    Resume of(TopicPartition partition, List<String> tables) {
        long next = next(partition);
        Map<Stored, Long> stored = new HashMap<>();
        for (String table : tables) {
            stored.putAll(beyond(table, partition, next));
        }
        return Resume.of(next, stored);
    }

    /** Keeps what Kafka dropped before it was archived: chains that were under way then begin here later. */
    void lost(TopicPartition partition, long from, long to) {
        Block row = LOSSES.block();
        LOSSES.write(row, new Loss(partition, from, to));
        clickHouse.insert(LOSSES.name(), "vectrail-loss-" + UUID.randomUUID(), row);
    }

    private record Loss(TopicPartition partition, long first, long next) {}

    private Map<Stored, Long> beyond(String table, TopicPartition partition, long next) {
        // The name of a table is our own constant; everything else is a parameter.
        String sql = "SELECT _partition_id AS month, toInt64(max(offset)) + 1 AS next FROM " + table
                + " WHERE topic = {topic:String} AND partition = {partition:Int32} AND offset >= {next:Int64}"
                + " GROUP BY month";
        Map<String, Object> where =
                Map.of("topic", partition.topic(), "partition", partition.partition(), "next", next);
        return clickHouse
                .query(sql, where, row -> Map.entry(new Stored(table, row.text("month")), row.longNumber("next")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String partitionId(YearMonth month) {
        return month.equals(Table.UNDIVIDED) ? "all" : Integer.toString(month.getYear() * 100 + month.getMonthValue());
    }
}
