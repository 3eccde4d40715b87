package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalSettings;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.Topic;
import io.vectrail.event.TopicLayout;
import io.vectrail.local.testkit.Broker;
import io.vectrail.local.testkit.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A journal, a real broker and registry, and a shipper between them that can be crashed at any step. */
final class Harbour implements AutoCloseable {

    /** What a crash is here: no code of the shipper's goes on after it, and nothing is closed in order. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    final String edge;
    final Path folder;
    final Journal journal;
    final Entries entries;
    private @Nullable Shipper shipper;

    Harbour(Path folder) throws IOException {
        this(folder, newEdge());
    }

    Harbour(Path folder, String edge) throws IOException {
        this.edge = edge;
        this.folder = folder;
        this.journal = Journal.open(JournalSettings.in(folder.resolve("journal")), Clock.systemUTC());
        this.entries = new Entries(journal, edge);
    }

    /** A name that no other has. */
    static String newEdge() {
        return "edge-" + UUID.randomUUID().toString().substring(0, 8);
    }

    Shipper start() throws IOException {
        return start(Milestones.NONE);
    }

    Shipper start(Milestones milestones) throws IOException {
        return start(milestones, Map.of());
    }

    /** @param producer settings of Kafka's, beside those that it always has */
    Shipper start(Milestones milestones, Map<String, String> producer) throws IOException {
        Map<String, String> kafka = new HashMap<>(producer);
        kafka.put("bootstrap.servers", Broker.shared().bootstrap());
        ShipperSettings settings = new ShipperSettings(
                edge, kafka, RegistrySettings.at(Registry.shared().url()), new TopicLayout(2, (short) 1));
        Shipper started = new Shipper(
                settings,
                journal,
                new ShippedHint(folder.resolve("shipped"), journal.epoch()),
                folder.resolve("set-aside"),
                Clock.systemUTC(),
                milestones);
        started.start();
        shipper = started;
        return started;
    }

    /** Starts a shipper that crashes when it comes to this step for the nth time, and waits until it has. */
    void crashAt(Milestones.Point point, int nth) throws IOException {
        startCrashing(point, nth);
        awaitEnd();
    }

    Shipper startCrashing(Milestones.Point point, int nth) throws IOException {
        int[] left = {nth};
        return start(reached -> {
            if (reached == point && --left[0] == 0) {
                throw new Crash();
            }
        });
    }

    void awaitConnected() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> running().counts().connections() > 0);
    }

    /** Waits until the shipper's thread has died. */
    void awaitEnd() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !running().alive());
    }

    /** Waits until everything durable is shipped. */
    void awaitShipped() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> running().lag().bytes() == 0);
    }

    void stop() {
        running().close();
    }

    /** Sets Kafka's limit of a record batch; that of the product when it is negative. */
    static void limit(Topic<?> topic, int bytes) throws ExecutionException, InterruptedException {
        String value = bytes < 0 ? topic.settings().get("max.message.bytes") : Integer.toString(bytes);
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) Broker.shared().bootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private Shipper running() {
        return Objects.requireNonNull(shipper, "start one first");
    }

    @Override
    public void close() throws IOException {
        if (shipper != null) {
            shipper.close();
        }
        journal.close();
    }
}
