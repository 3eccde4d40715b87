/** What webhooks are told of alerts, through a real broker. */
@NullMarked
package io.vectrail.replay.webhook.alert;

import org.jspecify.annotations.NullMarked;
