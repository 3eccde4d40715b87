@NullMarked
package io.vectrail.document.risk;

import org.jspecify.annotations.NullMarked;
