package io.vectrail.edge.recorder.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.runtime.health.Condition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where shipping begins when Kafka's position and the journal cannot both be right: nothing new is lost, nothing is doubled. */
class BeginningTest {

    @TempDir
    Path folder;

    private final WrittenExchanges written = new WrittenExchanges();

    @Test
    void aRecordUnderItsNameThatIsNoPositionIsPassedOver() throws Exception {
        written.ship(folder.resolve("edge"), 3);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Broker.shared().bootstrap());
        try (KafkaProducer<String, byte[]> somebody =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            somebody.send(new ProducerRecord<>(
                            Topics.SHIPPED.name(), written.edge, "nothing".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        written.ship(folder.resolve("edge"), 2);
        written.isPublishedOnceAndInOrder();
    }

    @Test
    void theNoteOfAJournalThatWasHereBeforeSaysNothingOfTheOneThatIs() throws Exception {
        written.ship(folder.resolve("edge"), 5);
        try (Stream<Path> files = Files.list(folder.resolve("edge/journal"))) {
            for (Path segment :
                    files.filter(file -> file.toString().endsWith(".vtj")).toList()) {
                Files.delete(segment);
            }
        }
        written.ship(folder.resolve("edge"), 2);
        assertThat(Published.by(written.edge).ids()).containsExactlyInAnyOrderElementsOf(written.ids);
    }

    @Test
    void aNewEdgeOfTheSameNameTakesOverAndTheOtherWaitsUntilSomebodyLooks() throws Exception {
        try (Harbour one = new Harbour(folder.resolve("one"), written.edge);
                Harbour other = new Harbour(folder.resolve("other"), written.edge)) {
            Shipper waiting = one.start();
            written.write(one, 3);
            one.awaitShipped();
            other.start();
            written.write(other, 3);
            other.awaitShipped();
            List<String> published = List.copyOf(written.ids);

            written.write(one, 2);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> waiting.condition().detail().contains("two edges of one name"));
            written.ids.clear();
            written.write(other, 4);
            other.awaitShipped();
            assertThat(Published.by(written.edge).events.stream()
                            .map(event -> event.exchange().getId()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(published.stream(), written.ids.stream())
                            .toList());
        }
    }

    @Test
    void aJournalWhosePositionWasLostWaitsAndIsPublishedWholeOnceAPersonSaysSo() throws Exception {
        written.ship(folder.resolve("edge"), 4);
        // Under another name Kafka has none of its positions, as after the topic was lost.
        String renamed = Harbour.newEdge();
        try (Harbour again = new Harbour(folder.resolve("edge"), renamed)) {
            Shipper waiting = again.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> waiting.condition().detail().contains("vectrail.shipped was lost"));
            assertThat(Published.by(written.edge).ids()).containsExactlyElementsOf(written.ids);
        }
        Files.delete(folder.resolve("edge").resolve("shipped"));
        try (Harbour again = new Harbour(folder.resolve("edge"), renamed)) {
            again.start();
            again.awaitConnected();
            again.awaitShipped();
        }
        assertThat(Published.by(written.edge).ids())
                .containsExactlyElementsOf(
                        written.ids.stream().flatMap(id -> Stream.of(id, id)).toList());
    }

    @Test
    void aSegmentThatWasShippedLongAgoIsNotMissedWhenNothingCameSince() throws Exception {
        written.ship(folder.resolve("edge"), 1);
        Path segment = folder.resolve("edge/journal/000000000001.vtj");
        Files.setLastModifiedTime(segment, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        for (int run = 0; run < 2; run++) {
            try (Harbour quiet = new Harbour(folder.resolve("edge"), written.edge)) {
                Shipper shipper = quiet.start();
                quiet.awaitConnected();
                quiet.awaitShipped();
                quiet.stop();
                assertThat(shipper.condition().detail()).doesNotContain("are gone");
            }
        }
    }

    @Test
    void segmentsThatWereTakenAwayBeforeTheyWereShippedAreToldAndTheRestIsShipped() throws Exception {
        written.ship(folder.resolve("edge"), 2);
        try (Harbour away = new Harbour(folder.resolve("edge"), written.edge)) {
            written.write(away, 3);
        }
        List<String> lost = List.copyOf(written.ids.subList(2, 5));
        try (Harbour away = new Harbour(folder.resolve("edge"), written.edge)) {
            written.write(away, 1);
        }
        Path journal = folder.resolve("edge/journal");
        Files.delete(journal.resolve("000000000001.vtj"));
        Files.delete(journal.resolve("000000000002.vtj"));
        written.ids.removeAll(lost);
        try (Harbour again = new Harbour(folder.resolve("edge"), written.edge)) {
            written.write(again, 4);
            Shipper shipper = again.start();
            again.awaitConnected();
            again.awaitShipped();
            assertThat(shipper.condition()).isInstanceOf(Condition.Degraded.class);
            assertThat(shipper.condition().detail()).contains("are gone: bring them back from a backup");
        }
        written.isPublishedOnceAndInOrder();
    }

    /** With two more partitions this name falls on the one that it fell on at first, where an old position stands. */
    @Test
    void aTopicThatGotMorePartitionsTwiceDoublesNothing() throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) Broker.shared().bootstrap()))) {
            written.ship(folder.resolve("other"), 1);
            written.ids.clear();
            int partitions = partitions(admin);
            String there = Stream.generate(Harbour::newEdge)
                    .filter(name -> KeyPartition.of(name, partitions) == KeyPartition.of(name, partitions + 2))
                    .filter(name -> KeyPartition.of(name, partitions) != KeyPartition.of(name, partitions + 1))
                    .findFirst()
                    .orElseThrow();
            for (int more = 0; more < 3; more++) {
                if (more > 0) {
                    admin.createPartitions(Map.of(Topics.SHIPPED.name(), NewPartitions.increaseTo(partitions + more)))
                            .all()
                            .get();
                    int expected = partitions + more;
                    Awaitility.await().until(() -> partitions(admin) == expected);
                }
                try (Harbour harbour = new Harbour(folder.resolve("there"), there)) {
                    written.write(harbour, 3);
                    harbour.start();
                    harbour.awaitConnected();
                    harbour.awaitShipped();
                }
            }
            Published published = Published.by(there);
            published.isOneUnbrokenChain();
            assertThat(published.ids()).containsExactlyElementsOf(written.ids);
        }
    }

    private static int partitions(Admin admin) throws Exception {
        return admin.describeTopics(List.of(Topics.SHIPPED.name())).allTopicNames().get().values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }
}
