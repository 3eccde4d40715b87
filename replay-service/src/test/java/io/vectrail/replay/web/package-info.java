/** Tests of this package. The shared engines and events come before; nothing comes after. */
@NullMarked
package io.vectrail.replay.web;

import org.jspecify.annotations.NullMarked;
