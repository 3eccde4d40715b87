package io.vectrail.edge.document;

import io.vectrail.document.CheckedDocument;
import io.vectrail.event.EdgeStatus;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells {@code vectrail.edges} what this edge runs, when that changes, and every 30 seconds, and what waits in its journal then. For one thread.
 */
final class EdgeReports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeReports.class);

    /** Whoever is not heard of for three times as long is taken for gone. */
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final String edge;
    private final String document;
    private final EventSerde<EdgeStatus> serde;
    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;
    private @Nullable Running told;
    private @Nullable Refused toldRefused;
    private Instant since;
    private Instant at = Instant.EPOCH;

    EdgeReports(String edge, String document, Map<String, String> kafka, SchemaRegistry registry, Clock clock) {
        this.edge = edge;
        this.document = document;
        this.serde = new EventSerde<>(Topics.EDGES, registry);
        this.clock = clock;
        this.since = clock.instant();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "8000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "12000");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * A revision that does not run here.
     *
     * @param problem why, in words
     */
    record Refused(long revision, String problem) {}

    /** @param refused what was read and does not run; null where there is nothing */
    void tell(Running running, @Nullable Refused refused, JournalDepth depth) {
        Instant now = clock.instant();
        boolean news = !running.equals(told) || !Objects.equals(refused, toldRefused);
        if (!news && now.isBefore(at.plus(PERIOD))) {
            return;
        }
        since = running.equals(told) ? since : now;
        CheckedDocument.Trial trial = running.document().trial();
        EdgeStatus status = new EdgeStatus(
                edge,
                document,
                running.revision(),
                running.document().hash(),
                trial == null ? null : trial.hash(),
                since,
                now,
                refused == null ? null : refused.problem(),
                refused == null ? 0L : refused.revision(),
                depth.bytes(),
                depth.seconds());
        var _ = producer.send(
                new ProducerRecord<>(Topics.EDGES.name(), edge, serde.framed(serde.binary(status))),
                (metadata, failure) -> {
                    if (failure != null) {
                        LOG.debug("what runs here could not be told; it is told again", failure);
                    }
                });
        told = running;
        toldRefused = refused;
        at = now;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
