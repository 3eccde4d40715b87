package io.vectrail.streams.alert;

import io.vectrail.event.RiskLevel;

/**
 * An alert that has not subsided: while there is one, no other is raised of its caller.
 *
 * @param id the alert's
 * @param level the highest that it has reached
 * @param raisedAt milliseconds since 1970
 */
public record OpenAlert(String id, RiskLevel level, long raisedAt) {}
