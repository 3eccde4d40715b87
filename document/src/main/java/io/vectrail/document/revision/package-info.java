/**
 * Published revisions of gateway documents, as they are read from {@code vectrail.config}. The replay service publishes them; it and every
 * edge follow them.
 */
@NullMarked
package io.vectrail.document.revision;

import org.jspecify.annotations.NullMarked;
