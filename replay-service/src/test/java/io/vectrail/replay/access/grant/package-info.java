@NullMarked
package io.vectrail.replay.access.grant;

import org.jspecify.annotations.NullMarked;
