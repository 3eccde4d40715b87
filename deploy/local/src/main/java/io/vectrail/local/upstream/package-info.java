/**
 * The demo upstream: OpenAI's embeddings route with vectors that are computed, not learned. It stands alone and speaks HTTP only;
 * the platform package runs it as a process of its own, and the testkit package inside a test's JVM.
 */
@NullMarked
package io.vectrail.local.upstream;

import org.jspecify.annotations.NullMarked;
