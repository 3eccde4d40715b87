/**
 * Programs as the operating system sees them: start, find again, probe, stop. Nothing comes before it; the engine
 * package describes the first programs that run on it.
 */
@NullMarked
package io.vectrail.local.process;

import org.jspecify.annotations.NullMarked;
