/**
 * The only HTTP to providers, on the caller's I/O thread: a call makes attempts, each at a target that takes calls, over a
 * link of that thread's bounded pool. The pipeline comes before and after.
 */
@NullMarked
package io.vectrail.edge.provider.upstream;

import org.jspecify.annotations.NullMarked;
