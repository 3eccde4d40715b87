/**
 * The life of an alert: what was found, and what people did with it, each a pure fold over the records of a topic of its own. The archive, the
 * desk, webhooks and the HTTP API come before; it knows none of them, nor Kafka.
 */
@NullMarked
package io.vectrail.replay.alert;

import org.jspecify.annotations.NullMarked;
