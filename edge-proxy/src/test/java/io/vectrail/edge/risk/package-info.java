@NullMarked
package io.vectrail.edge.risk;

import org.jspecify.annotations.NullMarked;
