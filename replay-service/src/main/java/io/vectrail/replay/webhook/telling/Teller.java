package io.vectrail.replay.webhook.telling;

import io.vectrail.document.topic.Following;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import io.vectrail.replay.webhook.Webhooks;
import io.vectrail.runtime.health.Condition;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Tells webhooks of a topic: of all instances of this service each partition has one that does. Thread-safe.
 *
 * @param <E> a record of it
 */
public final class Teller<E> implements AutoCloseable {

    private static final int MOST_RECORDS = 100;

    private final Matter<E> matter;
    private final Map<String, String> kafka;
    private final SchemaRegistry registry;
    private final TopicLayout topics;
    private final Webhooks webhooks;
    private final Clock clock;
    private final Following following;

    /**
     * Nothing is told before {@link #start}.
     *
     * @param kafka goes to Kafka's clients, but for what telling rests on
     */
    public Teller(
            Matter<E> matter,
            Map<String, String> kafka,
            RegistrySettings registry,
            TopicLayout topics,
            Webhooks webhooks,
            Clock clock) {
        this.matter = matter;
        this.kafka = Map.copyOf(kafka);
        this.registry = new SchemaRegistry(registry);
        this.topics = topics;
        this.webhooks = webhooks;
        this.clock = clock;
        this.following = new Following(matter.group(), this::follow);
    }

    public void start() {
        following.start();
    }

    /** For the health page. */
    public Condition condition() {
        String why = following.trouble();
        return why == null
                ? webhooks.condition()
                : new Condition.Degraded("nobody is told of " + matter.name() + ", until they can be read: " + why);
    }

    private void follow(Following following) {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            topics.ensure(admin, List.of(matter.topic(), matter.results(), Topics.DEADLETTER));
        }
        try (Results results = new Results(matter, kafka, registry, clock);
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            Reading<E> reading = new Reading<>(consumer, matter, matter.reading(registry), webhooks, results, clock);
            following.attended(consumer::wakeup);
            try {
                reading.begin();
                while (following.wanted()) {
                    reading.turn();
                    following.succeeded();
                }
            } catch (RuntimeException e) {
                if (following.wanted()) {
                    // What was told stands in memory; what comes of the rest is for whoever reads it again.
                    reading.end();
                }
                throw e;
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        String given = kafka.get(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, (given == null ? "vectrail" : given) + "-" + matter.group());
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2500");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }

    @Override
    public void close() {
        following.close();
        registry.close();
    }
}
