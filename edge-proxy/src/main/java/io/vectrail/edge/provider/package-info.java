/**
 * What goes to a provider and comes back: which headers pass, and the only HTTP to providers (in {@code upstream}). Policy
 * and the recorder's write-ahead come before, the policy on the response after.
 */
@NullMarked
package io.vectrail.edge.provider;

import org.jspecify.annotations.NullMarked;
