/** Tests of what the scenarios share. */
@NullMarked
package io.vectrail.load;

import org.jspecify.annotations.NullMarked;
