/**
 * The replay service's start: arguments, configuration, graph, shutdown. Nothing comes before; every other package is wired
 * here and none knows this one.
 */
@NullMarked
package io.vectrail.replay;

import org.jspecify.annotations.NullMarked;
