/**
 * The edge: a thin proxy that knows the caller, decides, records, and only then forwards and releases. Its stages live
 * below; {@link io.vectrail.edge.Pipeline} is the only place that knows their order.
 */
@NullMarked
package io.vectrail.edge;

import org.jspecify.annotations.NullMarked;
