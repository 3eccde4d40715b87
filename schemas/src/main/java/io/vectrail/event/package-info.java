/**
 * The events that leave an edge: their topics, their wire format and the client of the schema registry. The edge's
 * recorder comes before; the streams processor, the archive and everybody's own consumers come after.
 */
@NullMarked
package io.vectrail.event;

import org.jspecify.annotations.NullMarked;
