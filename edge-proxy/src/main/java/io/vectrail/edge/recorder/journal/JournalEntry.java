package io.vectrail.edge.recorder.journal;

import java.util.UUID;

/**
 * One entry, as read back.
 *
 * @param position where it starts
 * @param next where the entry after it starts
 * @param kind what it says
 * @param exchange the exchange's id
 * @param payload Avro binary, by the schemas in its segment's header
 * @param whole false when the payload is not what was written; all else is
 */
public record JournalEntry(
        Position position, Position next, EntryKind kind, UUID exchange, byte[] payload, boolean whole) {}
