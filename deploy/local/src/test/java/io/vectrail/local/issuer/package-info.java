/** Tests of the issuer package. */
@NullMarked
package io.vectrail.local.issuer;

import org.jspecify.annotations.NullMarked;
