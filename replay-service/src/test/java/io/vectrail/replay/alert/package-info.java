/** The folds of an alert and of what people did with it. */
@NullMarked
package io.vectrail.replay.alert;

import org.jspecify.annotations.NullMarked;
