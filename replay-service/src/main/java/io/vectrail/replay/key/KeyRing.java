package io.vectrail.replay.key;

import io.vectrail.document.key.IssuedKey;
import io.vectrail.document.key.KeyChange;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyLedger;
import io.vectrail.document.key.KeyText;
import io.vectrail.document.key.KeyTopic;
import io.vectrail.document.key.KeyVerifier;
import io.vectrail.document.topic.Following;
import io.vectrail.document.topic.TopicReader;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.runtime.health.Condition;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The keys of one kind, as far as they were read from Kafka; creates and revokes them. Thread-safe. */
public final class KeyRing implements KeyVerifier.Known, AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Comparator<IssuedKey> NEWEST_FIRST = Comparator.comparing(IssuedKey::created)
            .thenComparing(IssuedKey::id)
            .reversed();

    private final KeyKind kind;
    private final Map<String, String> kafka;
    private final TopicLayout topics;
    private final SchemaRegistry registry;
    private final KeyPublisher publisher;
    private final SecureRandom random;
    private final Clock clock;
    private final Following following;

    private final Object news = new Object();
    private volatile @Nullable Map<String, IssuedKey> known;
    private volatile Map<String, Set<String>> creators = Map.of();

    /** Nothing is read before {@link #start}. */
    public KeyRing(
            KeyKind kind,
            Map<String, String> kafka,
            RegistrySettings registry,
            TopicLayout topics,
            SecureRandom random,
            Clock clock) {
        this.kind = kind;
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.registry = new SchemaRegistry(registry);
        this.publisher = new KeyPublisher(kind, kafka, this.registry);
        this.random = random;
        this.clock = clock;
        this.following = new Following(kind.objects(), this::follow);
    }

    /**
     * A key that was just created.
     *
     * @param text the whole of it, which nobody can have again
     */
    public record Created(IssuedKey key, String text) {

        /** Without the text. */
        @Override
        public String toString() {
            return "Created[key=" + key.id() + "]";
        }
    }

    public void start() {
        following.start();
    }

    /** All of them, the newest first. @throws UnavailableException when they could not be read yet */
    public List<IssuedKey> list() {
        return known().values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** The one of this id; null where there is none. @throws UnavailableException when they could not be read yet */
    @Override
    public @Nullable IssuedKey find(String id) {
        return known().get(id);
    }

    /** Who created one of this subject, those that have ended included. @throws UnavailableException when they could not be read yet */
    public Set<String> creators(String subject) {
        var _ = known();
        return creators.getOrDefault(subject, Set.of());
    }

    private Map<String, IssuedKey> known() {
        Map<String, IssuedKey> now = known;
        if (now == null) {
            throw new UnavailableException(
                    "which " + kind.word() + "s there are is not known yet: " + following.trouble() + "; try again",
                    null);
        }
        return now;
    }

    /**
     * Creates a key.
     *
     * @throws IllegalArgumentException when it is to say what no key may; the message says what
     * @throws UnavailableException when it cannot be published now
     */
    public Created create(KeyOrder order, Actor actor) throws TooManyKeysException {
        Instant now = now();
        KeyText text = KeyText.fresh(kind, random);
        IssuedKey key = IssuedKey.create(
                text,
                switch (kind) {
                    case CALLER -> IssuedKey.subject(order.subject());
                    case API -> IssuedKey.subject(order.subject(), order.name());
                },
                order.groups(),
                order.name(),
                now,
                actor.subject(),
                order.expires(now));
        publisher.create(key, actor);
        awaitRead(key);
        return new Created(key, text.text());
    }

    /**
     * Revokes a key, for good; one that is revoked stays as it is.
     *
     * @return whether there is such a key
     * @throws UnavailableException when it cannot be published now
     */
    public boolean revoke(String id, Actor actor) {
        if (!KeyText.isId(id)) {
            return false;
        }
        Optional<IssuedKey> revoked = publisher.revoke(id, now(), actor);
        revoked.ifPresent(this::awaitRead);
        return revoked.isPresent();
    }

    /** How it stands with a key now. */
    public IssuedKey.State state(IssuedKey key) {
        return key.state(clock.instant());
    }

    /** The time, as events hold it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** For the health page. */
    public Condition condition() {
        String why = following.trouble();
        Map<String, IssuedKey> now = known;
        if (now == null) {
            return new Condition.Degraded(
                    kind.word() + "s are not known yet, and can be neither created nor revoked: " + why);
        }
        return why != null
                ? new Condition.Degraded(kind.word() + "s can be neither created nor revoked: " + why)
                : new Condition.Up(now.size() + " " + kind.word() + "s");
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            topics.ensure(admin, List.of(kind.topic(), Topics.ACCESS));
        }
        try (TopicReader<KeyChange> topic = KeyTopic.open(kind, kafka, registry)) {
            following.attended(topic::wakeUp);
            KeyLedger ledger = new KeyLedger(kind);
            topic.rest(ledger::take);
            show(ledger);
            while (following.wanted()) {
                following.succeeded();
                List<KeyChange> changes = topic.next(LOOK);
                if (!changes.isEmpty()) {
                    changes.forEach(ledger::take);
                    show(ledger);
                }
                topic.checkReachable();
            }
        }
    }

    private void show(KeyLedger ledger) {
        synchronized (news) {
            Map<String, IssuedKey> now = ledger.snapshot();
            creators = creators(now.values());
            known = now;
            news.notifyAll();
        }
    }

    private static Map<String, Set<String>> creators(Collection<IssuedKey> keys) {
        Map<String, Set<String>> creators = new HashMap<>();
        keys.forEach(key -> creators.computeIfAbsent(key.subject(), fresh -> new HashSet<>())
                .add(IssuedKey.person(key.createdBy())));
        return Map.copyOf(creators);
    }

    /** So that whoever changed something finds it so; for 5 s at most. */
    private void awaitRead(IssuedKey key) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        synchronized (news) {
            try {
                while (!isKnown(key) && System.nanoTime() < until) {
                    news.wait(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isKnown(IssuedKey key) {
        Map<String, IssuedKey> now = known;
        IssuedKey there = now == null ? null : now.get(key.id());
        return there != null && (key.revocation() == null) == (there.revocation() == null);
    }

    @Override
    public void close() {
        following.close();
        registry.close();
    }
}
