/**
 * The gateway document: read, checked whole, hashed, and held as the snapshot that every exchange starts from. The edge's
 * own configuration comes before and bounds what a document can name; routing and policy come after.
 */
@NullMarked
package io.vectrail.edge.document;

import org.jspecify.annotations.NullMarked;
