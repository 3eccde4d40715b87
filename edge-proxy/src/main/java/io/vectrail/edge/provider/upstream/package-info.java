/**
 * The only HTTP to providers: Undertow's own client on the caller's I/O thread, with a bounded pool per thread and
 * target. The pipeline comes before and after.
 */
@NullMarked
package io.vectrail.edge.provider.upstream;

import org.jspecify.annotations.NullMarked;
