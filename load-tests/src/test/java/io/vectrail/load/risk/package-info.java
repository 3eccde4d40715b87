@NullMarked
package io.vectrail.load.risk;

import org.jspecify.annotations.NullMarked;
