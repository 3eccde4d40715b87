/** Tests of the process package. */
@NullMarked
package io.vectrail.local.process;

import org.jspecify.annotations.NullMarked;
