/**
 * What programs keep on their own disk and find again after they were killed.
 */
@NullMarked
package io.vectrail.runtime.disk;

import org.jspecify.annotations.NullMarked;
