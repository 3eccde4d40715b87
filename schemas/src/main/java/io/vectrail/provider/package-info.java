/**
 * The providers' JSON: a codec knows the operation that a path names, and the operation reads its bodies, bytes in, texts
 * and vectors out, no I/O. The edge's listener and upstream client come before; policy, the recorder and the archive read
 * what was found.
 */
@NullMarked
package io.vectrail.provider;

import org.jspecify.annotations.NullMarked;
