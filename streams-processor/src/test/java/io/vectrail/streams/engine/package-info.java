@NullMarked
package io.vectrail.streams.engine;

import org.jspecify.annotations.NullMarked;
