/** Tests of this package. The shared engines and events come before; nothing comes after. */
@NullMarked
package io.vectrail.replay.search.text;

import org.jspecify.annotations.NullMarked;
