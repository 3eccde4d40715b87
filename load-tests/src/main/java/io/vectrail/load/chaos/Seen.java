package io.vectrail.load.chaos;

import org.jspecify.annotations.Nullable;

/**
 * What the upstream knows of one request that reached it.
 *
 * @param answer what it sent; null when it meant not to send all of it
 */
record Seen(long key, Sha request, @Nullable Sha answer) {}
