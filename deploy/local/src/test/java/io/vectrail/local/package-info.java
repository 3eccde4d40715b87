/** Tests of how this module's packages lean on each other. */
@NullMarked
package io.vectrail.local;

import org.jspecify.annotations.NullMarked;
