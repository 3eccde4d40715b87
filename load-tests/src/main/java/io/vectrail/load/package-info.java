/**
 * Load on loopback and what came of it. Each scenario starts what it measures in processes of its own, interleaves its
 * rounds, prints medians and ratios, and stops by itself.
 */
@NullMarked
package io.vectrail.load;

import org.jspecify.annotations.NullMarked;
