@NullMarked
package io.vectrail.document.approval;

import org.jspecify.annotations.NullMarked;
