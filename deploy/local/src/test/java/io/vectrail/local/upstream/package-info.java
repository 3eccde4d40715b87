/** Tests of the upstream package. */
@NullMarked
package io.vectrail.local.upstream;

import org.jspecify.annotations.NullMarked;
