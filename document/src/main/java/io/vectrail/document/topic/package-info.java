/**
 * Topics that are read whole, from their beginning, and then followed. What such a topic holds, be it documents or keys, comes after.
 */
@NullMarked
package io.vectrail.document.topic;

import org.jspecify.annotations.NullMarked;
