@NullMarked
package io.vectrail.policy;

import org.jspecify.annotations.NullMarked;
