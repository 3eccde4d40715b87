/**
 * Alerts as the Open Cybersecurity Schema Framework has them, for whoever reads that. Webhooks and the HTTP API come before; alerts come after.
 */
@NullMarked
package io.vectrail.replay.alert.ocsf;

import org.jspecify.annotations.NullMarked;
