/**
 * Owns the ClickHouse schema: applies its migrations and stores what the topics hold, each record exactly once. The topics
 * come before; search reads what is stored here.
 */
@NullMarked
package io.vectrail.replay.archive;

import org.jspecify.annotations.NullMarked;
