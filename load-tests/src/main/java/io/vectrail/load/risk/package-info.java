/**
 * What the risk signals are worth: callers that do their work and callers that attack, all made from seeds, and what the streams processor's scores say
 * of them. Scores are reckoned here as a pure fold, without Kafka; the bench and a test start it.
 */
@NullMarked
package io.vectrail.load.risk;

import org.jspecify.annotations.NullMarked;
