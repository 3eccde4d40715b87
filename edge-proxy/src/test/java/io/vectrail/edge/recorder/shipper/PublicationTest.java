package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.Topic;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a transaction holds, and what happens to one that takes too long. */
class PublicationTest {

    private static final byte[] LARGE = new byte[Topics.INLINE_BYTES + 1];

    @TempDir
    Path folder;

    @Test
    void anExchangeAndItsPartsLieInPartitionsOfOneNumberWhileOneTopicHasMore() throws Exception {
        String edge = Harbour.newEdge();
        try (Harbour harbour = new Harbour(folder, edge);
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", (Object) Broker.shared().bootstrap()))) {
            harbour.start(Milestones.NONE, Map.of("metadata.max.age.ms", "200"));
            ship(harbour, 1);
            for (Topic<?> topic : List.of(Topics.EXCHANGES, Topics.PAYLOADS)) {
                admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(5)))
                        .all()
                        .get();
                // The producer looks for new partitions five times a second.
                for (int i = 0; i < 10; i++) {
                    ship(harbour, 4);
                    pause(Duration.ofMillis(100));
                }
            }
        }
        Published published = Published.by(edge);
        published.isOneUnbrokenChain();
        assertThat(published.events).hasSize(81);
        assertThat(published.events.stream().map(Published.Event::partition).distinct())
                .hasSizeGreaterThan(2);
    }

    @Test
    void aTransactionThatTakesTooLongIsToldAsThatAndTriedAgain() throws Exception {
        String edge = Harbour.newEdge();
        AtomicBoolean slow = new AtomicBoolean(true);
        try (Harbour harbour = new Harbour(folder, edge)) {
            harbour.entries.whole("alice", LARGE, LARGE);
            // The broker looks every second for transactions that are over.
            Milestones milestones = point -> {
                if (point == Milestones.Point.SENT && slow.get()) {
                    pause(Duration.ofSeconds(4));
                }
            };
            Shipper shipper = harbour.start(milestones, Map.of("transaction.timeout.ms", "1000"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(shipper.condition().detail()).contains("raise transaction.timeout.ms"));
            slow.set(false);
            harbour.awaitShipped();
        }
        Published published = Published.by(edge);
        published.isOneUnbrokenChain();
        assertThat(published.events).hasSize(1);
    }

    private static void ship(Harbour harbour, int exchanges) {
        for (int i = 0; i < exchanges; i++) {
            harbour.entries.whole("caller-" + UUID.randomUUID(), LARGE, LARGE);
        }
        harbour.awaitShipped();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
