/** Webhooks, told over real sockets. */
@NullMarked
package io.vectrail.replay.webhook;

import org.jspecify.annotations.NullMarked;
