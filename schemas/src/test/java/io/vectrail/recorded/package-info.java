@NullMarked
package io.vectrail.recorded;

import org.jspecify.annotations.NullMarked;
