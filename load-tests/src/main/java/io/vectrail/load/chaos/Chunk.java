package io.vectrail.load.chaos;

import java.util.UUID;

/** What Kafka has of one part of a body that is not inline. */
record Chunk(UUID exchange, boolean request, int index, int count, Sha bytes) {}
