@NullMarked
package io.vectrail.streams.rescore;

import org.jspecify.annotations.NullMarked;
