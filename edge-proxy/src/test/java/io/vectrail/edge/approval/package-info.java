@NullMarked
package io.vectrail.edge.approval;

import org.jspecify.annotations.NullMarked;
