package io.vectrail.replay.archive;

import io.vectrail.replay.archive.Positions.Resume;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Stores a slice of records. The order is the point of it: bodies and inputs before the exchange that leads to them, and
 * the position last, so that a kill at any point leaves rows that the next attempt recognises and positions that never
 * run ahead of rows.
 *
 * <pre>
 *   chunks -> sessions -> inline bodies -> inputs -> exchanges -> chain -> positions
 * </pre>
 */
final class ArchiveWriter {

    private static final Table<Next> POSITIONS = new Table<>(
            "positions",
            List.of(
                    Table.column(
                            "topic", (out, next) -> out.text(next.partition().topic())),
                    Table.column(
                            "partition",
                            (out, next) -> out.number(next.partition().partition())),
                    Table.column("next", (out, next) -> out.longNumber(next.offset()))),
            next -> YearMonth.of(1970, 1));

    private final ClickHouse clickHouse;
    private final Claims claims;
    private final Consumer<String> done;

    /**
     * @param claims whose partitions' rows may be stored
     * @param done told after each step, by its table's name
     */
    ArchiveWriter(ClickHouse clickHouse, Claims claims, Consumer<String> done) {
        this.clickHouse = clickHouse;
        this.claims = claims;
        this.done = done;
    }

    /** How the query id of each insert into this database starts. */
    static String queryPrefix(ClickHouse clickHouse) {
        return "vectrail-archive-" + clickHouse.database() + "-";
    }

    private record Next(TopicPartition partition, long offset) {}

    /**
     * Stores all of it, except for the rows that {@code resume} says are stored.
     *
     * @throws FencedException when another instance has taken over one of its partitions; the rest is that one's to store
     * @throws ArchiveException when that did not go through to its end; the rest must wait until it is known how far it came
     */
    void write(Slice slice, Map<TopicPartition, Resume> resume) {
        Writing writing = new Writing(resume, claims.condition(slice.next().keySet()));
        writing.store(BodyTable.TABLE, slice.chunks(), BodyTable.Part::origin);
        writing.store(SessionTable.TABLE, slice.sessions(), SessionTable.Version::origin);
        writing.store(
                BodyTable.TABLE,
                slice.exchanges().stream()
                        .flatMap(row -> BodyTable.inline(row).stream())
                        .toList(),
                BodyTable.Part::origin);
        writing.store(
                InputTable.TABLE,
                slice.exchanges().stream()
                        .flatMap(row -> InputTable.rows(row).stream())
                        .toList(),
                row -> row.stored().origin());
        writing.store(ExchangeTable.TABLE, slice.exchanges(), StoredExchange::origin);
        writing.store(ChainTable.TABLE, slice.exchanges(), StoredExchange::origin);
        Blocks<Next> positions = new Blocks<>(POSITIONS);
        slice.next().forEach((partition, next) -> positions.add(partition, new Next(partition, next)));
        writing.insert(positions);
    }

    private final class Writing {

        private final Map<TopicPartition, Resume> resume;
        private final String condition;

        Writing(Map<TopicPartition, Resume> resume, String condition) {
            this.resume = resume;
            this.condition = condition;
        }

        <T> void store(Table<T> table, List<T> rows, java.util.function.Function<T, Origin> origin) {
            Blocks<T> blocks = new Blocks<>(table);
            for (T row : rows) {
                Origin from = origin.apply(row);
                Resume known = resume.get(from.partition());
                if (known == null || !known.holds(table.name(), from.offset())) {
                    blocks.add(from.partition(), row);
                }
            }
            insert(blocks);
        }

        void insert(Blocks<?> blocks) {
            for (RowWriter block : blocks.inOrder()) {
                String queryId = queryPrefix(clickHouse) + UUID.randomUUID();
                clickHouse.insertIf(condition, blocks.table().name(), queryId, block);
                done.accept(blocks.table().name());
            }
        }
    }
}
