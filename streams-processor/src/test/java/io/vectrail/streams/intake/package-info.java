@NullMarked
package io.vectrail.streams.intake;

import org.jspecify.annotations.NullMarked;
