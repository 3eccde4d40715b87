/**
 * What is common to desks where people decide on what a topic tells: steps that are written after who made them, read back, and told to
 * whoever watches. Desks for approvals and alerts come before; Kafka's client comes after.
 */
@NullMarked
package io.vectrail.replay.desk;

import org.jspecify.annotations.NullMarked;
