/**
 * Keys of callers without an identity provider: created, listed, revoked. The HTTP API comes before; {@code vectrail.keys}, which every edge
 * follows, after.
 */
@NullMarked
package io.vectrail.replay.key;

import org.jspecify.annotations.NullMarked;
