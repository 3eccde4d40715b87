@NullMarked
package io.vectrail.streams;

import org.jspecify.annotations.NullMarked;
