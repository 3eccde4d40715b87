/**
 * Records every exchange: assembles what is known into events and puts them into the journal before anything is forwarded
 * or released. The pipeline comes before; the shipper, which publishes the journal to Kafka, after.
 */
@NullMarked
package io.vectrail.edge.recorder;

import org.jspecify.annotations.NullMarked;
