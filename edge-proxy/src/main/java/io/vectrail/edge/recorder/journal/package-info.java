/**
 * The edge's write-ahead journal: segments on the edge's own disk, one fsync for many entries. The recorder writes into
 * it before anything is forwarded or released; the shipper reads it in order and drops what Kafka has.
 */
@NullMarked
package io.vectrail.edge.recorder.journal;

import org.jspecify.annotations.NullMarked;
