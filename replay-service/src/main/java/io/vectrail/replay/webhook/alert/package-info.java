/**
 * What webhooks are told of alerts: read from {@code vectrail.alerts}, and what came of it written into {@code vectrail.cases}. What raises
 * alerts comes before; telling and delivery come after.
 */
@NullMarked
package io.vectrail.replay.webhook.alert;

import org.jspecify.annotations.NullMarked;
