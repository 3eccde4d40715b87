/**
 * How signals become scores: weighed by the document that an exchange carries, added up, and kept for its session and its caller as long as something
 * of them is left. Pure. Signals come before; alerts, and the topology that applies all this, come after.
 */
@NullMarked
package io.vectrail.streams.risk;

import org.jspecify.annotations.NullMarked;
