package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.PayloadChunk;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** While the exchanges have more partitions than the payloads, an exchange and its chunks may be read by two instances. */
class UnevenTopicsTest {

    @Test
    void anExchangeWhoseChunksAnotherInstanceStoresIsStoredWithThem() throws Exception {
        try (Broker broker = Broker.start()) {
            Engines engines = new Engines(broker.bootstrap(), Registry.shared().url());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
                    ArchiveRun one = new ArchiveRun(engines).start();
                    ArchiveRun other = one.companion().start()) {
                Awaitility.await("both read")
                        .atMost(ArchiveRun.PATIENCE)
                        .ignoreExceptionsInstanceOf(ArchiveException.class)
                        .until(() -> one.holders() == 2);
                admin.createPartitions(Map.of(Topics.EXCHANGES.name(), NewPartitions.increaseTo(4)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                Awaitility.await("the new ones are read")
                        .atMost(ArchiveRun.PATIENCE)
                        .until(() -> one.claimed() == 4 && one.holders() == 2);
                double before = one.meter("vectrail.archive.retries") + other.meter("vectrail.archive.retries");
                List<Samples.Chunked> sent = new ArrayList<>();
                List<RecordMetadata> last = new ArrayList<>();
                try (KafkaProducer<String, byte[]> slow = engines.transactional()) {
                    slow.beginTransaction();
                    for (int partition = 0; partition < 2; partition++) {
                        String subject = "uneven-" + UUID.randomUUID();
                        Samples.Chunked chunked =
                                Samples.chunked(subject, Samples.NOON, 40, "of partition " + partition);
                        for (PayloadChunk chunk : chunked.chunks()) {
                            var _ = slow.send(new ProducerRecord<>(
                                    Topics.PAYLOADS.name(), partition, subject, engines.framed(chunk)));
                        }
                        slow.flush();
                        last.add(engines.publish(
                                Topics.EXCHANGES.name(), partition, subject, engines.framed(chunked.exchange())));
                        sent.add(chunked);
                    }
                    Awaitility.await("both wait")
                            .atMost(ArchiveRun.PATIENCE)
                            .until(() ->
                                    one.meter("vectrail.archive.held") + other.meter("vectrail.archive.held") >= 2);
                    slow.commitTransaction();
                }
                last.forEach(one::awaitArchived);
                for (Samples.Chunked chunked : sent) {
                    assertThat(one.texts(chunked.exchange())).hasSize(1);
                    assertThat(one.count("exchanges", chunked.exchange().getId()))
                            .isOne();
                }
                assertThat(one.meter("vectrail.archive.retries") + other.meter("vectrail.archive.retries"))
                        .isEqualTo(before);
                assertThat(one.meter("vectrail.archive.incomplete") + other.meter("vectrail.archive.incomplete"))
                        .isZero();
            }
        }
    }
}
