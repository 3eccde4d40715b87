/** Tests of the engine package. */
@NullMarked
package io.vectrail.local.engine;

import org.jspecify.annotations.NullMarked;
