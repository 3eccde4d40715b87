package io.vectrail.replay.archive;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Stores a slice of records. The order is the point of it: bodies and inputs before the exchange that leads to them, and
 * the position last, so that a kill at any point leaves rows that the next attempt recognises and positions that never
 * run ahead of rows.
 *
 * <pre>
 *   bodies, inputs (at once) -> sessions, accesses, approvals, alerts, cases -> exchanges -> chain -> risk, risk_callers -> positions
 * </pre>
 */
final class ArchiveWriter {

    private static final Table<Next> POSITIONS = new Table<>(
            "positions",
            Table.with(
                    Table.partition(Next::partition),
                    Table.column("next", (out, next) -> out.longNumber(next.offset()))),
            next -> Table.UNDIVIDED);

    private final ClickHouse clickHouse;
    private final Claims claims;
    private final IngestState state;
    private final Consumer<String> done;

    /**
     * @param claims whose partitions' rows may be stored
     * @param done told after each step, by its table's name
     */
    ArchiveWriter(ClickHouse clickHouse, Claims claims, IngestState state, Consumer<String> done) {
        this.clickHouse = clickHouse;
        this.claims = claims;
        this.state = state;
        this.done = done;
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
        atOnce(() -> insert(slice.bodies(), condition), () -> insert(slice.inputs(), condition));
        slice.rest().forEach(blocks -> insert(blocks, condition));
        insert(positions, condition);
    }

    private void insert(Blocks<?> blocks, String condition) {
        for (Block block : blocks.all()) {
            String table = blocks.table().name();
            long start = System.nanoTime();
            clickHouse.insertIf(condition, table, queryPrefix(clickHouse) + UUID.randomUUID(), block);
            state.inserted(table, block.count(), block.size(), Duration.ofNanos(System.nanoTime() - start));
            done.accept(table);
        }
    }

    /** Both tables are large, and the server takes each insert on one thread. Whichever fails first, the other has ended too. */
    private static void atOnce(Runnable one, Runnable other) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> running = threads.submit(one);
            other.run();
            running.get();
        } catch (ExecutionException e) {
            throw Storing.causeOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArchiveException(ArchiveException.Kind.AWAY, "interrupted while storing", e);
        }
    }
}
