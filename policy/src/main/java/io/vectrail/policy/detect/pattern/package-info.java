/** Finds many regular expressions in a text at once, in time that grows with its length and with nothing else. */
@NullMarked
package io.vectrail.policy.detect.pattern;

import org.jspecify.annotations.NullMarked;
