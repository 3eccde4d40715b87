/**
 * The gateway document: read, checked whole, and hashed. Whoever checks one comes before, with what its operator allows; its
 * rules stand in {@code policy}, and the edge holds the result as the snapshot that every exchange starts from.
 */
@NullMarked
package io.vectrail.document;

import org.jspecify.annotations.NullMarked;
