@NullMarked
package io.vectrail.streams.risk;

import org.jspecify.annotations.NullMarked;
