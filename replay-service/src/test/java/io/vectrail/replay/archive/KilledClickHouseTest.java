package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.ClickHouse;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** ClickHouse is killed while inserts run, again and again: each record is stored once, in every table. */
@Tag("heavy") // an engine of its own is killed and started again
class KilledClickHouseTest {

    private static final Engines ENGINES = Engines.shared();
    private static final int RECORDS = 600;
    private static final int KILLS = 3;

    @Test
    void aServerThatIsKilledWhileItStoresLosesNothingAndRepeatsNothing() {
        List<String> before = ENGINES.ends();
        AtomicInteger inserts = new AtomicInteger();
        try (ClickHouse server = ClickHouse.start();
                ArchiveRun run = new ArchiveRun(ENGINES, server.url()).from(before)) {
            run.start(table -> inserts.incrementAndGet());
            List<RecordMetadata> last = List.of();
            for (int kill = 0; kill < KILLS; kill++) {
                int seen = inserts.get();
                last = publish();
                Awaitility.await("it is storing")
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(ArchiveRun.PATIENCE)
                        .until(() -> inserts.get() > seen);
                server.kill();
                server.restart();
            }
            last.forEach(run::awaitArchived);

            for (String table : List.of("exchanges", "chain", "inputs")) {
                assertThat(count(run, "count()", table)).as(table).isEqualTo(KILLS * (RECORDS + 2L));
                assertThat(count(run, "uniqExact(topic, partition, offset)", table))
                        .as(table)
                        .isEqualTo(KILLS * (RECORDS + 2L));
            }
            assertThat(count(run, "count()", "bodies")).isEqualTo(2 * KILLS * (RECORDS + 2L));
        }
    }

    private static long count(ArchiveRun run, String what, String table) {
        return run.clickHouse()
                .query("SELECT " + what + " AS n FROM " + table, Map.of(), row -> row.longNumber("n"))
                .getFirst();
    }

    private static List<RecordMetadata> publish() {
        for (int i = 0; i < RECORDS; i++) {
            ENGINES.publish(Samples.exchange("server-" + UUID.randomUUID(), Samples.NOON, "text " + i));
        }
        List<RecordMetadata> last = new ArrayList<>();
        for (int partition = 0; partition < Engines.LAYOUT.partitions(); partition++) {
            AuditExchange end = Samples.exchange("server-end", Samples.NOON, "the end");
            last.add(ENGINES.publish(Topics.EXCHANGES.name(), partition, "server-end", ENGINES.framed(end)));
        }
        return last;
    }
}
