/**
 * Publishes the journal to Kafka, in order and exactly once: events, their chunks and the position in one transaction.
 * The journal comes before; the topics, and everybody who reads them, after.
 */
@NullMarked
package io.vectrail.edge.recorder.shipper;

import org.jspecify.annotations.NullMarked;
