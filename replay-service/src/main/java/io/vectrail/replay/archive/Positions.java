package io.vectrail.replay.archive;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
            List.of(
                    Table.column(
                            "topic", (out, loss) -> out.text(loss.partition().topic())),
                    Table.column(
                            "partition",
                            (out, loss) -> out.number(loss.partition().partition())),
                    Table.column("first", (out, loss) -> out.longNumber(loss.first())),
                    Table.column("next", (out, loss) -> out.longNumber(loss.next()))),
            loss -> YearMonth.of(1970, 1));

    private final ClickHouse clickHouse;

    Positions(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * From where one partition goes on.
     *
     * @param next first offset to read
     * @param stored by table, the first offset that it has no row of yet, where that is beyond {@code next}
     */
    record Resume(long next, Map<String, Long> stored) {

        Resume {
            stored = Map.copyOf(stored);
        }

        /** Whether a table holds the rows of this offset already. */
        boolean holds(String table, long offset) {
            return offset < stored.getOrDefault(table, next);
        }
    }

    Resume of(TopicPartition partition, List<String> tables) {
        Map<String, Object> where = Map.of("topic", partition.topic(), "partition", partition.partition());
        long next = clickHouse.query(NEXT, where, row -> row.longNumber("next")).getFirst();
        Map<String, Long> stored = new HashMap<>();
        for (String table : tables) {
            long beyond = firstMissing(table, partition, next);
            if (beyond > next) {
                stored.put(table, beyond);
            }
        }
        return new Resume(next, stored);
    }

    /** Keeps what Kafka dropped before it was archived: chains that were under way then begin here later. */
    void lost(TopicPartition partition, long from, long to) {
        RowWriter row = LOSSES.writer();
        LOSSES.write(row, new Loss(partition, from, to));
        clickHouse.insert(LOSSES.name(), "vectrail-loss-" + UUID.randomUUID(), row);
    }

    private record Loss(TopicPartition partition, long first, long next) {}

    private long firstMissing(String table, TopicPartition partition, long next) {
        // The name of a table is our own constant; everything else is a parameter.
        String sql = "SELECT if(count() = 0, {next:Int64}, toInt64(max(offset)) + 1) AS next FROM " + table
                + " WHERE topic = {topic:String} AND partition = {partition:Int32} AND offset >= {next:Int64}";
        Map<String, Object> where =
                Map.of("topic", partition.topic(), "partition", partition.partition(), "next", next);
        return clickHouse.query(sql, where, row -> row.longNumber("next")).getFirst();
    }
}
