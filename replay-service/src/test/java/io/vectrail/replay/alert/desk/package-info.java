/** What the desk keeps. What people do at it is tested through the HTTP API. */
@NullMarked
package io.vectrail.replay.alert.desk;

import org.jspecify.annotations.NullMarked;
