/**
 * How risky each caller is, as {@code vectrail.callers} says. The streams processor, which derives the scores, comes before; policy, whose
 * conditions ask for them, comes after.
 */
@NullMarked
package io.vectrail.edge.risk;

import org.jspecify.annotations.NullMarked;
