package io.vectrail.document.revision;

import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.EventSerde;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import io.vectrail.runtime.digest.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the revisions of one document, committed ones alone, from the first on. The topic must be there. For one thread at a
 * time; {@link #wakeUp} is for any.
 */
public final class RevisionReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RevisionReader.class);

    private final String name;
    private final EventSerde<GatewayDocument> serde;
    private final TopicReader<Placed> topic;

    /**
     * A reader that stands at the beginning.
     *
     * @param name the document's
     * @param kafka goes to Kafka's client unchanged
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 s
     */
    public RevisionReader(String name, Map<String, String> kafka, SchemaRegistry registry) {
        this.name = name;
        this.serde = new EventSerde<>(Topics.CONFIG, registry);
        this.topic = new TopicReader<>(Topics.CONFIG.name(), kafka, this::read);
    }

    /**
     * A revision, and where it stands.
     *
     * @param document as it was published
     */
    public record Placed(GatewayDocument document, int partition, long offset) {}

    /** What was published since the last look, see {@link TopicReader#next}. */
    public List<Placed> next(Duration patience) {
        return topic.next(patience);
    }

    /** Reads up to where the topic ends now, see {@link TopicReader#rest}. */
    public void rest(Consumer<Placed> each) {
        topic.rest(each);
    }

    /** Whether all that was written up to now was read, see {@link TopicReader#hasReadAll}. */
    public boolean hasReadAll(Admin admin) {
        return topic.hasReadAll(admin);
    }

    /** Every ten seconds asks Kafka something: looking for records does not tell that it is away. */
    public void checkReachable() {
        topic.checkReachable();
    }

    /** The revision that stands there. @throws IllegalStateException when none does */
    public GatewayDocument at(int partition, long offset) {
        return topic.at(partition, offset)
                .orElseThrow(() -> new IllegalStateException("no revision stands there any more"))
                .document();
    }

    /** Ends the waiting of {@link #next}. */
    public void wakeUp() {
        topic.wakeUp();
    }

    /** What is no revision of the document changes nothing: the hash must be that of the content, the name that of the key. */
    private Optional<Placed> read(ConsumerRecord<String, byte[]> entry) {
        if (!name.equals(entry.key())) {
            return Optional.empty();
        }
        String fault = "has no value";
        if (entry.value() != null) {
            try {
                GatewayDocument document = serde.read(entry.value());
                if (document.getName().equals(name)
                        && document.getRevision() > 0
                        && document.getHash().equals(Sha256.hex(bytes(document)))) {
                    return Optional.of(new Placed(document, entry.partition(), entry.offset()));
                }
                fault = "is not what its own words say";
            } catch (UndecodableEventException e) {
                fault = String.valueOf(e.getMessage());
            }
        }
        LOG.error(
                "the record at {}-{} offset {} {}: it is passed over; see who may write there",
                entry.topic(),
                entry.partition(),
                entry.offset(),
                fault);
        return Optional.empty();
    }

    /** The document's own bytes. */
    public static byte[] bytes(GatewayDocument document) {
        byte[] content = new byte[document.getContent().remaining()];
        document.getContent().duplicate().get(content);
        return content;
    }

    @Override
    public void close() {
        topic.close();
    }
}
