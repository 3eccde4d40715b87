/** Findings, against what OCSF asks for. */
@NullMarked
package io.vectrail.replay.alert.ocsf;

import org.jspecify.annotations.NullMarked;
