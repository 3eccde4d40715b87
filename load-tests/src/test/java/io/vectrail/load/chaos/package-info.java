/** Tests of the harness itself: that it finds what was planted, and the short run on a whole platform. */
@NullMarked
package io.vectrail.load.chaos;

import org.jspecify.annotations.NullMarked;
