/**
 * Where people decide on requests that wait: what waits, as Kafka has it, and their decisions on the way there. What is published comes
 * before; the HTTP API shows it and asks for decisions.
 */
@NullMarked
package io.vectrail.replay.approval;

import org.jspecify.annotations.NullMarked;
