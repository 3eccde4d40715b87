@NullMarked
package io.vectrail.streams.scoring;

import org.jspecify.annotations.NullMarked;
