/**
 * What is common to all that this service publishes: transactions, who looked at what, and that it cannot be done at present. Documents,
 * keys and the HTTP API come before; Kafka's client comes after.
 */
@NullMarked
package io.vectrail.replay.publish;

import org.jspecify.annotations.NullMarked;
