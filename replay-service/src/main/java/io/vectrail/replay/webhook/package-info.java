/**
 * Webhooks of the operator's: which there are, in which form they are told, and how that is tried again until it is given up. What is told,
 * and on which occasion, comes before; what others listen on, after.
 */
@NullMarked
package io.vectrail.replay.webhook;

import org.jspecify.annotations.NullMarked;
