package io.vectrail.replay.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Topics;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A topic that was deleted and created again is another topic, however far it has grown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("heavy") // topics are deleted and made again, which a broker takes its time for
class RecreatedTopicTest {

    private final Broker broker = Broker.start();
    private final Engines engines =
            new Engines(broker.bootstrap(), Registry.shared().url());

    @BeforeEach
    void emptyTopic() throws Exception {
        recreate();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void oneThatHasOutgrownTheArchivesPositionIsNotReadOn() throws Exception {
        try (ArchiveRun run = new ArchiveRun(engines)) {
            run.start();
            publish(3).forEach(run::awaitArchived);
            run.stop();
            recreate();
            publish(9);

            run.start();
            awaitRefusal(run);

            assertThat(run.one("SELECT toInt64(count()) AS answer FROM exchanges"))
                    .isEqualTo(3);
        }
    }

    @Test
    void whatWasArchivedBeforeIdsWereKeptTakesTheOneThatIsThere() throws Exception {
        try (ArchiveRun run = new ArchiveRun(engines)) {
            run.start();
            publish(3).forEach(run::awaitArchived);
            run.stop();
            run.clickHouse().execute("TRUNCATE TABLE topic_ids", false);

            run.start();
            publish(3).forEach(run::awaitArchived);
            run.stop();
            recreate();
            publish(9);
            run.start();
            awaitRefusal(run);

            assertThat(run.one("SELECT toInt64(count()) AS answer FROM exchanges"))
                    .isEqualTo(6);
        }
    }

    @Test
    void oneOfWhichNothingWasArchivedMayBeReplaced() throws Exception {
        try (ArchiveRun run = new ArchiveRun(engines)) {
            run.start();
            Awaitility.await("the topics' ids are kept")
                    .atMost(ArchiveRun.PATIENCE)
                    .ignoreExceptionsInstanceOf(ArchiveException.class)
                    .until(() -> run.one("SELECT toInt64(count()) AS answer FROM topic_ids") > 0);
            run.stop();
            recreate();

            run.start();
            publish(3).forEach(run::awaitArchived);
        }
    }

    private List<RecordMetadata> publish(int count) {
        AuditExchange[] exchanges = new AuditExchange[count];
        Arrays.setAll(exchanges, i -> Samples.exchange("somebody", Samples.NOON, "text " + i));
        return Arrays.stream(exchanges).map(engines::publish).toList();
    }

    private static void awaitRefusal(ArchiveRun run) {
        Awaitility.await("the archive says that the topic is another")
                .atMost(ArchiveRun.PATIENCE)
                .until(() -> run.condition("ingest").toString().contains("from one with the id"));
    }

    /** The broker deletes a topic some time after it has said so. */
    private void recreate() throws Exception {
        String topic = Topics.EXCHANGES.name();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            Awaitility.await("the topic is gone")
                    .atMost(ArchiveRun.PATIENCE)
                    .until(() -> !admin.listTopics()
                            .names()
                            .get(30, TimeUnit.SECONDS)
                            .contains(topic));
            Awaitility.await("the topic is there again")
                    .atMost(ArchiveRun.PATIENCE)
                    .ignoreExceptionsInstanceOf(TopicExistsException.class)
                    .until(() -> {
                        Engines.LAYOUT.ensure(admin, Topics.all());
                        return admin.listTopics()
                                .names()
                                .get(30, TimeUnit.SECONDS)
                                .contains(topic);
                    });
        }
    }
}
