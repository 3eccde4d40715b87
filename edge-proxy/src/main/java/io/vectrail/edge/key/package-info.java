/**
 * The keys that callers may bring, as {@code vectrail.keys} says. The replay service, which creates and revokes them, comes before; the
 * stage that asks who calls comes after.
 */
@NullMarked
package io.vectrail.edge.key;

import org.jspecify.annotations.NullMarked;
