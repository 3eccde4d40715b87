package io.vectrail.streams.scoring;

import io.vectrail.document.revision.RevisionReader;
import io.vectrail.document.risk.RiskSettings;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.EventSerde;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import io.vectrail.runtime.digest.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents on {@code vectrail.config}, by what they hash to. One that is not known is looked for up to where the topic ends, so that it does not depend on
 * timing by which weights an exchange is scored: an edge has its document from there. Thread-safe.
 */
public final class PublishedDocuments implements Documents {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedDocuments.class);

    /** An edge can have a document of its own disk that nobody has published. It is not looked for at each exchange; another one is. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** Of so many at a time it is known that they are not there. */
    private static final int MOST_UNKNOWN = 1000;

    private final Map<String, String> kafka;
    private final EventSerde<GatewayDocument> serde;
    private final Clock clock;
    private final Map<String, RiskSettings> byHash = new HashMap<>();
    private @Nullable TopicReader<Read> topic;
    private final Map<String, Instant> lookAgain = new HashMap<>();

    private record Read(String hash, RiskSettings settings) {}

    /** @param kafka goes to Kafka's client unchanged */
    public PublishedDocuments(Map<String, String> kafka, SchemaRegistry registry, Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.serde = new EventSerde<>(Topics.CONFIG, registry);
        this.clock = clock;
    }

    /** @throws RuntimeException when Kafka or the registry is away: asking again may help */
    @Override
    public synchronized RiskSettings of(String hash) {
        RiskSettings known = byHash.get(hash);
        if (known != null) {
            return known;
        }
        if (!hash.isEmpty() && !clock.instant().isBefore(lookAgain.getOrDefault(hash, Instant.MIN))) {
            read();
            if (!byHash.containsKey(hash)) {
                if (lookAgain.size() == MOST_UNKNOWN) {
                    lookAgain.clear();
                }
                lookAgain.put(hash, clock.instant().plus(LOOK_AGAIN));
                LOG.warn("document {} was never published: what carries it is scored by the defaults", hash);
            }
        }
        return byHash.getOrDefault(hash, RiskSettings.DEFAULT);
    }

    private void read() {
        TopicReader<Read> reader = topic;
        if (reader == null) {
            reader = new TopicReader<>(Topics.CONFIG.name(), kafka, this::document);
            topic = reader;
        }
        try {
            reader.rest(each -> byHash.put(each.hash(), each.settings()));
        } catch (RuntimeException e) {
            // It may stand where nothing comes any more, as when the topic was made anew.
            topic = null;
            reader.close();
            throw e;
        }
    }

    private Optional<Read> document(ConsumerRecord<String, byte[]> entry) {
        if (entry.value() == null) {
            return Optional.empty();
        }
        try {
            byte[] content = RevisionReader.bytes(serde.read(entry.value()));
            Optional<RiskSettings> settings = RiskSettings.of(content);
            if (settings.isEmpty()) {
                LOG.warn(
                        "what a document at offset {} says of risk cannot be read: the defaults count", entry.offset());
            }
            return Optional.of(new Read(Sha256.hex(content), shared(settings.orElse(RiskSettings.DEFAULT))));
        } catch (UndecodableEventException e) {
            return Optional.empty();
        }
    }

    /** Most revisions say the same of risk. */
    private RiskSettings shared(RiskSettings settings) {
        return byHash.values().stream().filter(settings::equals).findFirst().orElse(settings);
    }

    @Override
    public synchronized void close() {
        if (topic != null) {
            topic.close();
        }
    }
}
