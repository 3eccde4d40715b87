/**
 * The document in force at this edge. Whoever reads and checks one comes before, in the module {@code document}; every exchange
 * starts from the one that is in force when it begins.
 */
@NullMarked
package io.vectrail.edge.document;

import org.jspecify.annotations.NullMarked;
