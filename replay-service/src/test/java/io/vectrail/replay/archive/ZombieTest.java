package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Topics;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that falls asleep between two inserts, is taken for dead, and wakes up when another has done its work. */
class ZombieTest {

    private static final Engines ENGINES = Engines.shared();

    @ParameterizedTest
    @ValueSource(strings = {"bodies", "inputs", "exchanges", "chain"})
    void oneThatWakesUpAfterAnotherTookOverStoresNothingTwice(String asleepAfter) {
        List<String> before = ENGINES.ends();
        List<RecordMetadata> last = publish();
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch wake = new CountDownLatch(1);
        AtomicBoolean once = new AtomicBoolean();
        try (ArchiveRun zombie = new ArchiveRun(ENGINES).from(before);
                ArchiveRun successor = zombie.successor()) {
            zombie.start(table -> {
                if (table.equals(asleepAfter) && once.compareAndSet(false, true)) {
                    asleep.countDown();
                    await(wake);
                }
            });
            await(asleep);
            successor.start();
            last.forEach(successor::awaitArchived);
            wake.countDown();
            Awaitility.await("it finds out")
                    .atMost(ArchiveRun.PATIENCE)
                    .until(() -> zombie.meter("vectrail.archive.fenced") == 1);

            for (String table : List.of("exchanges", "chain", "inputs", "bodies")) {
                String row = table.equals("bodies") ? "exchange, side" : "topic, partition, offset";
                assertThat(successor.one("SELECT toInt64(count()) AS answer FROM " + table))
                        .as(table)
                        .isEqualTo(successor.one("SELECT toInt64(uniqExact(" + row + ")) AS answer FROM " + table))
                        .isEqualTo(table.equals("bodies") ? 24 : 12);
            }
        }
    }

    /** Ten and two more, of one text each. */
    private static List<RecordMetadata> publish() {
        for (int i = 0; i < 10; i++) {
            ENGINES.publish(Samples.exchange("zombie-" + UUID.randomUUID(), Samples.NOON, "text " + i));
        }
        List<RecordMetadata> last = new ArrayList<>();
        for (int partition = 0; partition < Engines.LAYOUT.partitions(); partition++) {
            AuditExchange end = Samples.exchange("zombie-end", Samples.NOON, "the end");
            last.add(ENGINES.publish(Topics.EXCHANGES.name(), partition, "zombie-end", ENGINES.framed(end)));
        }
        return last;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
