@NullMarked
package io.vectrail.streams.alert;

import org.jspecify.annotations.NullMarked;
