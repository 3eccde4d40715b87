/**
 * The signals, one file each: how far an exchange and its caller's profile show it. Profiles come before; scores, which weigh and add them, come
 * after.
 */
@NullMarked
package io.vectrail.streams.risk.signal;

import org.jspecify.annotations.NullMarked;
