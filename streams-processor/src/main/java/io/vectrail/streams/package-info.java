/**
 * The streams processor: arguments, configuration, graph. Nothing comes before; the engine, intake and the topologies
 * come after.
 */
@NullMarked
package io.vectrail.streams;

import org.jspecify.annotations.NullMarked;
