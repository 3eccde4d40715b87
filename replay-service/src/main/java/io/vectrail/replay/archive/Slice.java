package io.vectrail.replay.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Records that are stored together. It grows until it is full; every record that it takes moves its partition's position. */
final class Slice {

    private static final long MOST_BYTES = 8L << 20;
    private static final int MOST_RECORDS = 2_000;
    private static final int VECTOR_OVERHEAD = 64;

    private final List<BodyTable.Part> chunks = new ArrayList<>();
    private final List<SessionTable.Version> sessions = new ArrayList<>();
    private final List<StoredExchange> exchanges = new ArrayList<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long bytes;
    private int records;

    List<BodyTable.Part> chunks() {
        return chunks;
    }

    List<SessionTable.Version> sessions() {
        return sessions;
    }

    List<StoredExchange> exchanges() {
        return exchanges;
    }

    /** By partition, the first offset that is not done with once this slice is stored. */
    Map<TopicPartition, Long> next() {
        return next;
    }

    int records() {
        return records;
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    boolean isFull() {
        return bytes >= MOST_BYTES || records >= MOST_RECORDS;
    }

    void add(BodyTable.Part chunk) {
        chunks.add(chunk);
        took(chunk.origin(), chunk.bytes().length);
    }

    void add(SessionTable.Version session) {
        sessions.add(session);
        took(session.origin(), 1024);
    }

    void add(StoredExchange exchange, int recordBytes) {
        exchanges.add(exchange);
        long inputs = exchange.inputs().stream()
                .mapToLong(input -> 2L * input.text().length() + 4L * input.vector().length + VECTOR_OVERHEAD)
                .sum();
        took(exchange.origin(), recordBytes + inputs);
    }

    /** A record that yields no row: it was set aside, or means nothing. */
    void pass(Origin origin) {
        took(origin, 0);
    }

    private void took(Origin origin, long weight) {
        bytes += weight;
        records++;
        next.merge(origin.partition(), origin.offset() + 1, Math::max);
    }
}
