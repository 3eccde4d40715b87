package io.vectrail.replay.archive;

import io.vectrail.event.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of exchanges whose next record waits for its chunks, which lie in the partition of the same number of another
 * topic. Chunks are sent before their exchange, so that those which are not stored once that partition was read up to the
 * end that it had when the exchange was met will never come.
 */
final class WaitingPartitions {

    private final Consumer<Fetched, Fetched> consumer;
    private final ToLongFunction<TopicPartition> ends;
    private final ToLongFunction<TopicPartition> stored;
    private final Map<TopicPartition, Wait> waits = new HashMap<>();

    /**
     * @param ends asks for a partition's end, transactions that are under way included
     * @param stored up to where a partition is archived, whoever does that
     */
    WaitingPartitions(
            Consumer<Fetched, Fetched> consumer,
            ToLongFunction<TopicPartition> ends,
            ToLongFunction<TopicPartition> stored) {
        this.consumer = consumer;
        this.ends = ends;
        this.stored = stored;
    }

    private record Wait(long offset, long until, long seen) {}

    /**
     * Up to where the chunks of these exchanges are read and stored. To be asked before they are looked for in the archive: what
     * is stored between the two is then looked for once more. Another instance reads them while one of the two topics has
     * more partitions than the other.
     */
    long chunksRead(TopicPartition exchanges) {
        TopicPartition chunks = chunksOf(exchanges);
        return consumer.assignment().contains(chunks) ? consumer.position(chunks) : stored.applyAsLong(chunks);
    }

    /**
     * Stops reading a partition before this record.
     *
     * @param read what {@link #chunksRead} said before its chunks were looked for
     */
    void hold(Origin exchange, long read) {
        TopicPartition partition = exchange.partition();
        Wait known = waits.get(partition);
        long until = known != null && known.offset() == exchange.offset()
                ? known.until()
                : ends.applyAsLong(chunksOf(partition));
        waits.put(partition, new Wait(exchange.offset(), until, read));
        consumer.seek(partition, exchange.offset());
        consumer.pause(List.of(partition));
    }

    /** Reads on where there may be something new. */
    void release() {
        waits.forEach((partition, wait) -> {
            long at = chunksRead(partition);
            if (at > wait.seen() || at >= wait.until()) {
                consumer.resume(List.of(partition));
            }
        });
    }

    /**
     * True when this record has waited for all that can come.
     *
     * @param read as above
     */
    boolean inVain(Origin exchange, long read) {
        Wait wait = waits.get(exchange.partition());
        return wait != null && wait.offset() == exchange.offset() && read >= wait.until();
    }

    /** The record goes into the archive. */
    void passed(Origin exchange) {
        Wait wait = waits.get(exchange.partition());
        if (wait != null && wait.offset() <= exchange.offset()) {
            waits.remove(exchange.partition());
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(waits::remove);
    }

    void clear() {
        waits.clear();
    }

    private static TopicPartition chunksOf(TopicPartition exchanges) {
        return new TopicPartition(Topics.PAYLOADS.name(), exchanges.partition());
    }
}
