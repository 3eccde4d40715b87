package io.vectrail.replay.alert;

import io.vectrail.event.AlertKind;
import io.vectrail.event.RiskLevel;
import java.time.Instant;

/**
 * A step that counted.
 *
 * @param at when the exchange arrived that made it happen
 * @param score the caller's then, 0 to 100
 * @param level its level then
 */
public record AlertStep(String id, AlertKind kind, Instant at, double score, RiskLevel level) {}
