/**
 * How exchanges come in: decoded, timed, or set aside with a reason when they cannot be read. The engine comes before,
 * the topologies come after.
 */
@NullMarked
package io.vectrail.streams.intake;

import org.jspecify.annotations.NullMarked;
