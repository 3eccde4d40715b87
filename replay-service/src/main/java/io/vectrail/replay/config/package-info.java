/**
 * The gateway document: checked, published, and what the edges say of it. The HTTP API comes before; {@code vectrail.config}, which every edge
 * follows, after.
 */
@NullMarked
package io.vectrail.replay.config;

import org.jspecify.annotations.NullMarked;
