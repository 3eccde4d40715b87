/**
 * Policies under test: cases say what a document's rules shall make of a text. {@code decide} comes before; the command line after.
 */
@NullMarked
package io.vectrail.policy.cases;

import org.jspecify.annotations.NullMarked;
