package io.vectrail.replay.key;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyChange;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyLedger;
import io.vectrail.document.key.KeyTopic;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.AccessAction;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.CallerKey;
import io.vectrail.event.EventSerde;
import io.vectrail.event.Field;
import io.vectrail.event.RegistryException;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.publish.Transactions;
import io.vectrail.replay.publish.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes keys and revocations, one after the other, whichever instance of the service is asked ({@link Transactions}); who did it is published with it,
 * or neither is.
 */
final class KeyPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(KeyPublisher.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A key that ended so long ago is forgotten when another is created; its creation and its end are in the accesses. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final int MOST_FORGOTTEN_AT_ONCE = 100;

    private final KeyKind kind;
    private final Map<String, String> kafka;
    private final SchemaRegistry registry;
    private final EventSerde<CallerKey> keys;
    private final EventSerde<AccessEvent> accesses;

    KeyPublisher(KeyKind kind, Map<String, String> kafka, SchemaRegistry registry) {
        this.kind = kind;
        this.kafka = Map.copyOf(kafka);
        this.registry = registry;
        this.keys = new EventSerde<>(kind.topic(), registry);
        this.accesses = new EventSerde<>(Topics.ACCESS, registry);
    }

    /**
     * Publishes a key.
     *
     * @throws UnavailableException when Kafka or the registry is away, or another change is under way at this moment
     */
    synchronized void create(IssuedKey key, Actor actor) throws TooManyKeysException {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            KeyLedger ledger = ledger();
            List<IssuedKey> forgotten = forgotten(ledger, key.created());
            if (ledger.find(key.id()) != null) {
                throw new UnavailableException("one of this id was there already; try again", null);
            }
            checkRoom(ledger, forgotten, key);
            producer.beginTransaction();
            forgotten.forEach(old -> forget(producer, old));
            publish(producer, key, access(key, key.created(), actor, "create"));
            producer.commitTransaction();
            LOG.info("{} {} of {} is created", kind.word(), key.id(), key.subject());
        } catch (KafkaException | RegistryException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    /**
     * Publishes that a key is revoked, unless it is.
     *
     * @return the key as it stands then; empty where there is none
     * @throws UnavailableException as {@link #create}
     */
    synchronized Optional<IssuedKey> revoke(String id, Instant now, Actor actor) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            IssuedKey key = ledger().find(id);
            if (key == null || key.revocation() != null) {
                return Optional.ofNullable(key);
            }
            IssuedKey revoked = key.revoked(now, actor.subject());
            producer.beginTransaction();
            publish(producer, revoked, access(revoked, now, actor, "revoke"));
            producer.commitTransaction();
            LOG.info("{} {} of {} is revoked", kind.word(), id, key.subject());
            return Optional.of(revoked);
        } catch (KafkaException | RegistryException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> producer = Transactions.producer(kafka, "vectrail-" + kind.objects());
        try {
            producer.initTransactions();
            return producer;
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private KeyLedger ledger() {
        KeyLedger ledger = new KeyLedger(kind);
        try (TopicReader<KeyChange> reader = KeyTopic.open(kind, kafka, registry);
                Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            do {
                reader.rest(ledger::take);
                if (reader.hasReadAll(admin)) {
                    return ledger;
                }
            } while (System.nanoTime() < until);
        }
        throw new UnavailableException(
                kind.word() + "s are being changed and that is not done; nothing has changed, try again", null);
    }

    private void checkRoom(KeyLedger ledger, List<IssuedKey> forgotten, IssuedKey key) throws TooManyKeysException {
        if (ledger.all().size() - forgotten.size() >= kind.most()) {
            throw new TooManyKeysException(
                    "there are " + kind.most() + " " + kind.word() + "s in use, and no more may be; revoke some");
        }
        long own = ledger.all().stream()
                .filter(other -> other.createdBy().equals(key.createdBy())
                        && other.ended(key.created()).isEmpty())
                .count();
        if (own >= kind.mostOfOne()) {
            throw new TooManyKeysException("you have " + kind.mostOfOne() + " " + kind.word()
                    + "s in use, and nobody may have more; revoke some");
        }
    }

    /** Those that ended long ago; and where there is no room, the one that ended first. */
    private List<IssuedKey> forgotten(KeyLedger ledger, Instant now) {
        boolean full = ledger.all().size() >= kind.most();
        List<IssuedKey> ended = ledger.all().stream()
                .filter(key -> key.ended(now).isPresent())
                .sorted(Comparator.comparing(key -> key.ended(now).orElseThrow()))
                .limit(MOST_FORGOTTEN_AT_ONCE)
                .toList();
        long old = ended.stream()
                .filter(key -> key.ended(now).orElseThrow().isBefore(now.minus(REMEMBERED)))
                .count();
        return ended.stream().limit(full ? Math.max(old, 1) : old).toList();
    }

    /** What fails to be sent fails the commit. */
    private void forget(KafkaProducer<String, byte[]> producer, IssuedKey old) {
        var _ = producer.send(new ProducerRecord<>(kind.topic().name(), old.id(), null));
    }

    private void publish(KafkaProducer<String, byte[]> producer, IssuedKey key, AccessEvent access) {
        var _ = producer.send(
                new ProducerRecord<>(kind.topic().name(), key.id(), keys.framed(keys.binary(key.event()))));
        var _ = producer.send(new ProducerRecord<>(
                Topics.ACCESS.name(), access.getActor(), accesses.framed(accesses.binary(access))));
    }

    private AccessEvent access(IssuedKey key, Instant at, Actor actor, String what) {
        return new AccessEvent(
                UuidCreator.getTimeOrderedEpoch().toString(),
                at,
                actor.subject(),
                actor.address(),
                AccessAction.CHANGE,
                kind.objects() + "/" + key.id(),
                details(key, actor, what));
    }

    private static List<Field> details(IssuedKey key, Actor actor, String what) {
        List<Field> details = new ArrayList<>(List.of(
                new Field("change", what),
                new Field("subject", key.subject()),
                new Field("groups", String.join(", ", key.groups())),
                new Field("name", key.name()),
                new Field("expires", key.expires().toString())));
        details.addAll(actor.details());
        return details;
    }

    private UnavailableException unavailable(RuntimeException e) {
        return e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException
                ? new UnavailableException("somebody else changes " + kind.word() + "s at this moment; try again", e)
                : new UnavailableException(
                        "whether it was done is not known, since Kafka or the registry does not answer; list the "
                                + kind.word() + "s before you try again",
                        e);
    }
}
