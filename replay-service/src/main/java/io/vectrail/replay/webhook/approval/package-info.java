/**
 * What webhooks are told of requests that wait for people: read from {@code vectrail.approvals}, and what came of it written there. The edges,
 * which ask, and the people who decide come before; the delivery comes after.
 */
@NullMarked
package io.vectrail.replay.webhook.approval;

import org.jspecify.annotations.NullMarked;
