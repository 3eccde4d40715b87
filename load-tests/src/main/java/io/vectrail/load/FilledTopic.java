package io.vectrail.load;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.TopicLayout;
import io.vectrail.event.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills vectrail.exchanges as two edges would: in transactions, compressed, each with a chain of its own. */
final class FilledTopic {

    static final int FEW = 32;

    private static final int EDGES = 2;
    private static final int TRANSACTION = 500;

    private FilledTopic() {}

    /** From a few callers; returns when all is committed. */
    static void fill(String bootstrap, String registryUrl, RecordedTraffic.Form form, int exchanges)
            throws InterruptedException, ExecutionException {
        // A time that the whole of it fits below, so that only MONTHS spans two.
        Instant start = Instant.now().minusSeconds(exchanges / 1000);
        fill(bootstrap, registryUrl, form, RecordedTraffic.Callers.busy(FEW, start), exchanges);
    }

    /** Returns when all is committed. */
    static void fill(
            String bootstrap,
            String registryUrl,
            RecordedTraffic.Form form,
            RecordedTraffic.Callers callers,
            int exchanges)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicLayout(4, (short) 1).ensure(admin, Topics.all());
        }
        try (SchemaRegistry registry = new SchemaRegistry(RegistrySettings.at(registryUrl));
                var threads = Executors.newFixedThreadPool(EDGES)) {
            EventSerde<AuditExchange> serde = new EventSerde<>(Topics.EXCHANGES, registry);
            var _ = serde.schemaId(); // two that register at once hinder each other
            List<Future<?>> edges = new ArrayList<>();
            for (int edge = 0; edge < EDGES; edge++) {
                RecordedTraffic traffic = new RecordedTraffic("edge-" + edge, form, edge, callers);
                edges.add(threads.submit(() -> publish(bootstrap, serde, traffic, exchanges / EDGES)));
            }
            for (Future<?> edge : edges) {
                edge.get();
            }
        }
    }

    private static void publish(
            String bootstrap, EventSerde<AuditExchange> serde, RecordedTraffic traffic, int exchanges) {
        AuditExchange first = traffic.next();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                settings(bootstrap, first.getEdge()), new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            AuditExchange exchange = first;
            for (int sent = 1; sent <= exchanges; sent++) {
                byte[] binary = serde.binary(exchange);
                traffic.published(binary);
                var _ = producer.send(new ProducerRecord<>(
                        Topics.EXCHANGES.name(), exchange.getCaller().getSubject(), serde.framed(binary)));
                if (sent % TRANSACTION == 0 && sent < exchanges) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                }
                exchange = traffic.next();
            }
            producer.commitTransaction();
        }
    }

    private static Map<String, Object> settings(String bootstrap, String edge) {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                "load-" + edge,
                "acks",
                "all",
                "compression.type",
                "zstd",
                "batch.size",
                262_144,
                "linger.ms",
                5);
    }
}
