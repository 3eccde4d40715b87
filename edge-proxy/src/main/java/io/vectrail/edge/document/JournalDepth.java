package io.vectrail.edge.document;

/**
 * What waits in this edge's journal.
 *
 * @param bytes durable there and not yet in Kafka
 * @param seconds age of the oldest of them; 0 when there are none
 */
public record JournalDepth(long bytes, long seconds) {}
