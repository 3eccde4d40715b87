/**
 * Keys that Vectrail itself issues, to callers of the gateway and to programs that call the replay service, as they are read from
 * {@code vectrail.keys} and {@code vectrail.tokens}. The replay service creates and revokes them;
 * edges follow the former, and the replay service both.
 */
@NullMarked
package io.vectrail.document.key;

import org.jspecify.annotations.NullMarked;
