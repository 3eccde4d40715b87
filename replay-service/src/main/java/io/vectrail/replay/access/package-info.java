/**
 * Who asks and what they may: roles from groups, tokens, and the cookie of a console session. The HTTP API comes before and
 * asks here first; nothing comes after.
 */
@NullMarked
package io.vectrail.replay.access;

import org.jspecify.annotations.NullMarked;
