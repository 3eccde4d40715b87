/**
 * Analyzers that a document names, such as Presidio's: asked about the texts of a request before rules decide on it, within a deadline
 * and a bulkhead each. Reading the request comes before, {@code policy} after; HTTP is {@code provider.upstream}'s.
 */
@NullMarked
package io.vectrail.edge.analyzer;

import org.jspecify.annotations.NullMarked;
