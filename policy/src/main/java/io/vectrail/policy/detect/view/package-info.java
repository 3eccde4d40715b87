/**
 * How a text is read that is written so that a scanner finds nothing in it: look-alike characters folded, encodings decoded,
 * base64 opened. What is found in such a reading is mapped back to the text as it was given; the scanner comes before and after.
 */
@NullMarked
package io.vectrail.policy.detect.view;

import org.jspecify.annotations.NullMarked;
