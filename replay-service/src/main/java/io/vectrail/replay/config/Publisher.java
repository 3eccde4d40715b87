package io.vectrail.replay.config;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.document.revision.RevisionReader;
import io.vectrail.document.revision.Standing;
import io.vectrail.event.AccessAction;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.Field;
import io.vectrail.event.GatewayDocument;
import io.vectrail.event.RegistryException;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.replay.publish.Transactions;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes revisions, one after the other, whichever instance of the service is asked: see {@link Transactions}. */
final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Map<String, String> kafka;
    private final SchemaRegistry registry;
    private final Clock clock;
    private final EventSerde<GatewayDocument> documents;
    private final EventSerde<AccessEvent> accesses;

    Publisher(String name, Map<String, String> kafka, SchemaRegistry registry, Clock clock) {
        this.name = name;
        this.kafka = Map.copyOf(kafka);
        this.registry = registry;
        this.clock = clock;
        this.documents = new EventSerde<>(Topics.CONFIG, registry);
        this.accesses = new EventSerde<>(Topics.ACCESS, registry);
    }

    /**
     * Publishes the draft, and who published it, together or not at all.
     *
     * @throws ConflictException when another document is there than the draft's author knows of
     * @throws UnavailableException when Kafka or the registry is away, or another is being published at this moment
     */
    synchronized GatewayDocument publish(Draft draft) throws ConflictException {
        try (KafkaProducer<String, byte[]> producer = Transactions.producer(kafka, "vectrail-config-" + name)) {
            producer.initTransactions();
            Standing standing = standing();
            String there = draft.shadow() ? standing.trialHash() : standing.hash();
            if (!there.equals(draft.insteadOf()) || (draft.shadow() && standing.inForce() == null)) {
                throw new ConflictException(there);
            }
            GatewayDocument document = document(draft, standing);
            AccessEvent access = access(draft, document);
            producer.beginTransaction();
            // What fails to be sent fails the commit.
            var _ = producer.send(
                    new ProducerRecord<>(Topics.CONFIG.name(), name, documents.framed(documents.binary(document))));
            var _ = producer.send(new ProducerRecord<>(
                    Topics.ACCESS.name(), access.getActor(), accesses.framed(accesses.binary(access))));
            producer.commitTransaction();
            LOG.info("revision {} of {} is published: {}", document.getRevision(), name, document.getHash());
            return document;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new UnavailableException(
                    "somebody else publishes at this moment; look at what is there, and try again", e);
        } catch (KafkaException | RegistryException | IllegalStateException e) {
            throw new UnavailableException(
                    "whether it was published is not known, since Kafka or the registry does not answer; look at the"
                            + " history before you try again",
                    e);
        }
    }

    private Standing standing() {
        Standing[] standing = {Standing.NOTHING};
        try (RevisionReader reader = new RevisionReader(name, kafka, registry);
                Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            do {
                reader.rest(found -> standing[0] = standing[0].with(found.document()));
                if (reader.hasReadAll(admin)) {
                    return standing[0];
                }
            } while (System.nanoTime() < until);
        }
        // Somebody who publishes another document under another name may hang: what is committed behind cannot be seen.
        throw new UnavailableException(
                "another document is being published and is not done; nothing has changed, try again", null);
    }

    private GatewayDocument document(Draft draft, Standing standing) {
        return new GatewayDocument(
                name,
                standing.revision() + 1,
                Sha256.hex(draft.content()),
                ByteBuffer.wrap(draft.content()),
                draft.shadow(),
                draft.insteadOf(),
                draft.by().subject(),
                now(),
                draft.comment());
    }

    private AccessEvent access(Draft draft, GatewayDocument document) {
        return new AccessEvent(
                UuidCreator.getTimeOrderedEpoch().toString(),
                document.getPublishedAt(),
                draft.by().subject(),
                draft.by().address(),
                AccessAction.CHANGE,
                "config/" + name,
                details(draft, document));
    }

    private static List<Field> details(Draft draft, GatewayDocument document) {
        List<Field> details = new ArrayList<>(List.of(
                new Field("revision", Long.toString(document.getRevision())),
                new Field("hash", document.getHash()),
                new Field("insteadOf", draft.insteadOf()),
                new Field("shadow", Boolean.toString(draft.shadow())),
                new Field("comment", draft.comment())));
        details.addAll(draft.by().details());
        return details;
    }

    /** As the event holds it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
