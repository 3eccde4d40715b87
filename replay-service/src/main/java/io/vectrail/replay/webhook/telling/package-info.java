/**
 * How webhooks are told of what a topic says, at least once or given up, and where it stands what came of that. What is told comes before, a package
 * of its own for each topic; the delivery comes after.
 */
@NullMarked
package io.vectrail.replay.webhook.telling;

import org.jspecify.annotations.NullMarked;
