/**
 * Keys of callers without an identity provider, and API tokens: created, listed, revoked. The HTTP API comes before; {@code vectrail.keys}, which every edge
 * follows, and {@code vectrail.tokens}, which this service does, after.
 */
@NullMarked
package io.vectrail.replay.key;

import org.jspecify.annotations.NullMarked;
