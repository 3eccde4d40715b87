package io.vectrail.replay.web;

import io.vectrail.replay.alert.desk.AlertDesk;
import io.vectrail.replay.search.PastAlerts;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is known of alerts.
 *
 * @param desk of the newest
 * @param past of all that are archived
 * @param console where people see them; null: nobody knows
 */
public record Alerts(
        AlertDesk desk, PastAlerts past, @Nullable URI console) {}
