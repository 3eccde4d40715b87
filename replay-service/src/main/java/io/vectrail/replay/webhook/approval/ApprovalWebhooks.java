package io.vectrail.replay.webhook.approval;

import io.vectrail.document.approval.ApprovalEntry;
import io.vectrail.event.RegistrySettings;
import io.vectrail.event.TopicLayout;
import io.vectrail.replay.webhook.Webhooks;
import io.vectrail.replay.webhook.telling.Teller;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Tells webhooks of approvals. */
public final class ApprovalWebhooks {

    private ApprovalWebhooks() {}

    /**
     * Nothing is told before it is started.
     *
     * @param kafka goes to Kafka's clients, but for what telling rests on
     * @param console where people see approvals
     */
    public static Teller<ApprovalEntry> of(
            Map<String, String> kafka,
            RegistrySettings registry,
            TopicLayout topics,
            Webhooks webhooks,
            URI console,
            Clock clock) {
        return new Teller<>(new ApprovalMatter(console), kafka, registry, topics, webhooks, clock);
    }
}
