/**
 * Reads the archive: lists, single exchanges and sessions, their bodies and vectors, as far as they lie in the scope of whoever
 * asks. The archive comes before; the HTTP API asks.
 */
@NullMarked
package io.vectrail.replay.search;

import org.jspecify.annotations.NullMarked;
