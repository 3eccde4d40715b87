@NullMarked
package io.vectrail.streams.risk.signal;

import org.jspecify.annotations.NullMarked;
