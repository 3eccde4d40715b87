package io.vectrail.document.risk;

import io.vectrail.event.RiskLevel;
import io.vectrail.policy.rule.WebhookList;
import io.vectrail.runtime.config.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an alert is raised, and who is told.
 *
 * @param from the level from which on: MEDIUM, HIGH or CRITICAL
 * @param webhooks of the replay service's configuration, by name; at most 8
 */
public record AlertSettings(RiskLevel from, List<String> webhooks) {

    static final AlertSettings DEFAULT = new AlertSettings(RiskLevel.HIGH, List.of());

    public AlertSettings {
        webhooks = List.copyOf(webhooks);
    }

    /** As they stand in the document; what is left out has its default. */
    public record Written(
            @Nullable RiskLevel from, @Nullable List<String> webhooks) {

        /** @param problems where it is noted what does not validate */
        AlertSettings settings(Problems problems) {
            RiskLevel level = from == null ? DEFAULT.from : from;
            problems.at("from")
                    .check(
                            level == RiskLevel.MEDIUM || level == RiskLevel.HIGH || level == RiskLevel.CRITICAL,
                            "must be medium, high or critical");
            return new AlertSettings(level, WebhookList.of(webhooks, problems.at("webhooks")));
        }
    }
}
