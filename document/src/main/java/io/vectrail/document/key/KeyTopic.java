package io.vectrail.document.key;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.CallerKey;
import io.vectrail.event.EventSerde;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.UndecodableEventException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How {@code vectrail.keys} and {@code vectrail.tokens} are read. */
public final class KeyTopic {

    private static final Logger LOG = LoggerFactory.getLogger(KeyTopic.class);

    private final KeyKind kind;
    private final EventSerde<CallerKey> serde;

    private KeyTopic(KeyKind kind, SchemaRegistry registry) {
        this.kind = kind;
        this.serde = new EventSerde<>(kind.topic(), registry);
    }

    /**
     * A reader that stands at the beginning.
     *
     * @param kafka goes to Kafka's client unchanged
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    public static TopicReader<KeyChange> open(KeyKind kind, Map<String, String> kafka, SchemaRegistry registry) {
        return new TopicReader<>(kind.topic().name(), kafka, new KeyTopic(kind, registry)::read);
    }

    private Optional<KeyChange> read(ConsumerRecord<String, byte[]> entry) {
        String id = entry.key();
        if (id == null) {
            return Optional.empty();
        }
        if (entry.value() == null) {
            return Optional.of(new KeyChange(id, null));
        }
        String fault;
        try {
            IssuedKey key = IssuedKey.of(kind, serde.read(entry.value()));
            if (key.id().equals(id)) {
                return Optional.of(new KeyChange(id, key));
            }
            fault = "is of another key than it says";
        } catch (UndecodableEventException | IllegalArgumentException e) {
            fault = "is no key's: " + e.getMessage();
        }
        LOG.error(
                "the record at {}-{} offset {} {}: this key is not taken; see who may write there",
                entry.topic(),
                entry.partition(),
                entry.offset(),
                fault);
        // Who knows whether it was a revocation.
        return Optional.of(new KeyChange(id, null));
    }
}
