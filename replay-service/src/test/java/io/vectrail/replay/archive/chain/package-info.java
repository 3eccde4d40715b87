/** Tests of the check of the edges' chains, on the real engine. */
@NullMarked
package io.vectrail.replay.archive.chain;

import org.jspecify.annotations.NullMarked;
