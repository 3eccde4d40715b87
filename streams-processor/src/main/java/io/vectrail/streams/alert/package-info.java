/**
 * When a caller's score is an alert, and of what it tells. Pure. Scores come before; the topology that writes alerts comes after.
 */
@NullMarked
package io.vectrail.streams.alert;

import org.jspecify.annotations.NullMarked;
