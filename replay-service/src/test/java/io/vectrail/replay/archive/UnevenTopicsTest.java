package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** While the exchanges have more partitions than the payloads, an exchange and its chunks may be read by two instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("heavy") // waits in vain for chunks that are in another partition
class UnevenTopicsTest {

    private final Broker broker = Broker.start();
    private final Engines engines =
            new Engines(broker.bootstrap(), Registry.shared().url());
    private final ArchiveRun one = new ArchiveRun(engines).start();
    private final ArchiveRun other = one.companion().start();
    private final String subject = "uneven-" + UUID.randomUUID();

    /** Of the exchanges one instance then has 0 and 1, of the payloads 0 alone. */
    @BeforeAll
    void grow() throws Exception {
        Awaitility.await("both read")
                .atMost(ArchiveRun.PATIENCE)
                .ignoreExceptionsInstanceOf(ArchiveException.class)
                .until(() -> one.holders() == 2);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createPartitions(Map.of(Topics.EXCHANGES.name(), NewPartitions.increaseTo(4)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        Awaitility.await("the new ones are read")
                .atMost(ArchiveRun.PATIENCE)
                .until(() -> one.claimed() == 4 && one.holders() == 2);
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
        broker.close();
    }

    @Test
    void anExchangeWaitsQuietlyForChunksThatAnotherInstanceStores() {
        double failures = both("vectrail.archive.retries");
        double incomplete = both("vectrail.archive.incomplete");
        Samples.Chunked chunked = chunked("stored by the other");
        double waited = both("vectrail.archive.held");
        RecordMetadata last;
        try (KafkaProducer<String, byte[]> slow = sending(chunked)) {
            last = publish(chunked, 1);
            awaitWaiting(waited);
            slow.commitTransaction();
        }
        one.awaitArchived(last);

        assertThat(one.texts(chunked.exchange())).containsExactly("stored by the other");
        assertThat(one.count("exchanges", chunked.exchange().getId())).isOne();
        assertThat(both("vectrail.archive.retries")).isEqualTo(failures);
        assertThat(both("vectrail.archive.incomplete")).isEqualTo(incomplete);
    }

    @Test
    void anExchangeWhoseChunksAnotherInstanceSawTakenBackIsStoredWithoutThem() {
        double incomplete = both("vectrail.archive.incomplete");
        Samples.Chunked chunked = chunked("never committed");
        double waited = both("vectrail.archive.held");
        RecordMetadata last;
        try (KafkaProducer<String, byte[]> aborted = sending(chunked)) {
            last = publish(chunked, 1);
            awaitWaiting(waited);
            aborted.abortTransaction();
        }
        one.awaitArchived(last);

        assertThat(one.count("exchanges", chunked.exchange().getId())).isOne();
        assertThat(one.texts(chunked.exchange())).isEmpty();
        assertThat(both("vectrail.archive.incomplete")).isEqualTo(incomplete + 1);
    }

    @Test
    void anExchangeWhoseChunksHaveNoPartitionIsStoredWithoutThem() {
        double failures = both("vectrail.archive.retries");
        Samples.Chunked chunked = chunked("nowhere");
        one.awaitArchived(publish(chunked, 3));

        assertThat(one.count("exchanges", chunked.exchange().getId())).isOne();
        assertThat(both("vectrail.archive.retries")).isEqualTo(failures);
    }

    private Samples.Chunked chunked(String text) {
        return Samples.chunked(subject, Samples.NOON, 40, text);
    }

    /** Its chunks are sent to where the other reads, and not committed. */
    private KafkaProducer<String, byte[]> sending(Samples.Chunked chunked) {
        KafkaProducer<String, byte[]> producer = engines.transactional();
        producer.beginTransaction();
        for (PayloadChunk chunk : chunked.chunks()) {
            var _ = producer.send(new ProducerRecord<>(Topics.PAYLOADS.name(), 1, subject, engines.framed(chunk)));
        }
        producer.flush();
        return producer;
    }

    private RecordMetadata publish(Samples.Chunked chunked, int partition) {
        return engines.publish(Topics.EXCHANGES.name(), partition, subject, engines.framed(chunked.exchange()));
    }

    private void awaitWaiting(double before) {
        Awaitility.await("it waits").atMost(ArchiveRun.PATIENCE).until(() -> both("vectrail.archive.held") > before);
    }

    private double both(String meter) {
        return one.meter(meter) + other.meter(meter);
    }
}
