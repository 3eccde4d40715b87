/**
 * What a document's rules make of a request and of its answer: decided as a value, enforced by whoever asked. {@code rule}
 * comes before; whoever asked comes after.
 */
@NullMarked
package io.vectrail.policy.decide;

import org.jspecify.annotations.NullMarked;
