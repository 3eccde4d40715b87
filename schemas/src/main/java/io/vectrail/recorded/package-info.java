/**
 * Reads the bodies of recorded exchanges again, by their provider's codec. Events and codecs come before; whoever looks for texts and
 * vectors in what was recorded comes after.
 */
@NullMarked
package io.vectrail.recorded;

import org.jspecify.annotations.NullMarked;
