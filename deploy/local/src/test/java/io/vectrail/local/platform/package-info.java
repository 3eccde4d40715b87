/** Tests of the platform package. */
@NullMarked
package io.vectrail.local.platform;

import org.jspecify.annotations.NullMarked;
