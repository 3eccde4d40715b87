package io.vectrail.replay.archive;

import io.vectrail.event.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The archive's clients of Kafka, made and closed together: each looks up the brokers' names when it is made, and fails when it finds none. */
record KafkaClients(Admin admin, DeadLetters deadLetters, KafkaConsumer<Fetched, Fetched> consumer)
        implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(3);

    /** @throws org.apache.kafka.common.KafkaException when no broker's name is known, or a setting is none; nothing is left open then */
    static KafkaClients open(ArchiveSettings settings, SchemaRegistry registry, Clock clock) {
        Admin admin = Admin.create(new HashMap<>(settings.kafka()));
        DeadLetters deadLetters = null;
        try {
            deadLetters = new DeadLetters(settings.kafka(), registry, clock);
            return new KafkaClients(
                    admin,
                    deadLetters,
                    new KafkaConsumer<>(settings.consumer(), new Fetched.Cutting(), new Fetched.Cutting()));
        } catch (RuntimeException e) {
            if (deadLetters != null) {
                deadLetters.close();
            }
            admin.close(CLOSE);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            consumer.close();
        } finally {
            deadLetters.close();
            admin.close(CLOSE);
        }
    }
}
