@NullMarked
package io.vectrail.edge.key;

import org.jspecify.annotations.NullMarked;
