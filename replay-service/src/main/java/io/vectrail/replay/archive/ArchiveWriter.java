package io.vectrail.replay.archive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.common.TopicPartition;

/**
 * Stores a slice of records, {@linkplain Slice#steps() step by step}, and the positions last, so that a kill at any point leaves rows that
 * the next attempt recognises and positions that never run ahead of rows.
 */
final class ArchiveWriter {

    private static final Table<Next> POSITIONS = new Table<>(
            "positions",
            Table.with(
                    Table.partition(Next::partition),
                    Table.column("next", (out, next) -> out.longNumber(next.offset()))),
            next -> Table.UNDIVIDED);

    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("archive-insert-", 0).daemon().factory();

    private final ClickHouse clickHouse;
    private final Claims claims;
    private final IngestState state;
    private final Inserts inserts;

    /**
     * @param claims whose partitions' rows may be stored
     * @param inserts told of each insert
     */
    ArchiveWriter(ClickHouse clickHouse, Claims claims, IngestState state, Inserts inserts) {
        this.clickHouse = clickHouse;
        this.claims = claims;
        this.state = state;
        this.inserts = inserts;
    }

    /** How the query id of each insert into this database starts. */
    static String queryPrefix(ClickHouse clickHouse) {
        return "vectrail-archive-" + clickHouse.database() + "-";
    }

    private record Next(TopicPartition partition, long offset) {}

    /**
     * Stores all of it. Returns, or throws, when nothing of it is under way any more.
     *
     * @throws FencedException when another instance has taken over one of its partitions; the rest is that one's to store
     * @throws ArchiveException when that did not go through to its end; the rest must wait until it is known how far it came
     */
    void write(Slice slice) {
        String condition = claims.condition(slice.next().keySet());
        Blocks<Next> positions = new Blocks<>(POSITIONS);
        slice.next().forEach((partition, next) -> positions.add(new Next(partition, next)));
        slice.steps().forEach(step -> atOnce(step, condition));
        insert(positions, condition);
    }

    private void insert(Blocks<?> blocks, String condition) {
        for (Block block : blocks.all()) {
            String table = blocks.table().name();
            inserts.begins(table);
            long start = System.nanoTime();
            clickHouse.insertIf(condition, table, queryPrefix(clickHouse) + UUID.randomUUID(), block);
            state.inserted(table, block.count(), block.size(), Duration.ofNanos(System.nanoTime() - start));
            inserts.ended(table);
        }
    }

    /**
     * The server takes each insert on one thread, and most of an insert is waiting. Whichever fails first, all have ended when this does. On platform
     * threads: an interrupt closes the socket of a virtual one in the middle of an insert.
     */
    private void atOnce(List<Blocks<?>> step, String condition) {
        List<Future<?>> ended = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(THREADS)) {
            step.stream()
                    .filter(blocks -> !blocks.all().isEmpty())
                    .forEach(blocks -> ended.add(threads.submit(() -> insert(blocks, condition))));
        }
        List<Throwable> failures = ended.stream()
                .filter(insert -> insert.state() != Future.State.SUCCESS)
                .map(Future::exceptionNow)
                .sorted(Comparator.comparingInt(ArchiveWriter::rank))
                .toList();
        if (failures.isEmpty()) {
            return;
        }
        failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
        throw Storing.thrown(failures.getFirst());
    }

    /** What ends the program is told first, then that it is another's to store: no attempt mends either. */
    private static int rank(Throwable failure) {
        return failure instanceof Error ? 0 : failure instanceof FencedException ? 1 : 2;
    }
}
