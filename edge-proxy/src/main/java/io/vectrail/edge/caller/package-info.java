/**
 * The listener: heads and bodies read within bounds, answers written, refusals in the provider's own shape. Undertow's
 * types end here. Nothing comes before; the pipeline comes after.
 */
@NullMarked
package io.vectrail.edge.caller;

import org.jspecify.annotations.NullMarked;
