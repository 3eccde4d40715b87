package io.vectrail.load.chaos;

import org.jspecify.annotations.Nullable;

/**
 * Where the edge's chain stood after the former round.
 *
 * @param epoch empty before the first event
 * @param hash of the last event; null before the first
 */
record ChainEnd(String epoch, long sequence, @Nullable Sha hash) {

    static final ChainEnd START = new ChainEnd("", 0, null);
}
