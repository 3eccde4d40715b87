/** One file for each type that can be found: its shapes, what its check digits must be, and the words that stand beside it. */
@NullMarked
package io.vectrail.policy.detect.type;

import org.jspecify.annotations.NullMarked;
