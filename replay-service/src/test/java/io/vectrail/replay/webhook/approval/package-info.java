/** What webhooks are told of approvals, through a real broker. */
@NullMarked
package io.vectrail.replay.webhook.approval;

import org.jspecify.annotations.NullMarked;
