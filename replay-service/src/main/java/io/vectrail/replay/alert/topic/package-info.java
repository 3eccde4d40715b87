/**
 * How the topics of alerts and of what was done with them are read. The desk and webhooks come before.
 */
@NullMarked
package io.vectrail.replay.alert.topic;

import org.jspecify.annotations.NullMarked;
