/**
 * Wirings of the edge that exist to be measured and nowhere else. They stand in the edge's own package because they use
 * its parts as its own {@code Wiring} does.
 */
@NullMarked
package io.vectrail.edge;

import org.jspecify.annotations.NullMarked;
