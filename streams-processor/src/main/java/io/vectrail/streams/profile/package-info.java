/**
 * What is remembered of a caller, and how an exchange changes it: bounded, pure, and by the event's time alone. The intake's exchanges come
 * before; the signals, which compare an exchange with the profile, come after.
 */
@NullMarked
package io.vectrail.streams.profile;

import org.jspecify.annotations.NullMarked;
