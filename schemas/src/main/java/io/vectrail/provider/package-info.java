/**
 * The providers' JSON, one pure codec each: bytes in, texts and vectors out, no I/O. The edge's listener and upstream
 * client come before; policy, the recorder and the archive read what a codec found.
 */
@NullMarked
package io.vectrail.provider;

import org.jspecify.annotations.NullMarked;
