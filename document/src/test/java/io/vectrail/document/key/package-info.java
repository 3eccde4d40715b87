@NullMarked
package io.vectrail.document.key;

import org.jspecify.annotations.NullMarked;
