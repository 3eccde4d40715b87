/**
 * Where people act on alerts: what is known of them, as Kafka has it, and what people do on the way there. What is published comes before;
 * the HTTP API shows it and asks for actions.
 */
@NullMarked
package io.vectrail.replay.alert.desk;

import org.jspecify.annotations.NullMarked;
