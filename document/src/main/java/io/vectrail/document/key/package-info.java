/**
 * Keys of callers without an identity provider, as they are read from {@code vectrail.keys}. The replay service creates and revokes them; every
 * edge follows them.
 */
@NullMarked
package io.vectrail.document.key;

import org.jspecify.annotations.NullMarked;
