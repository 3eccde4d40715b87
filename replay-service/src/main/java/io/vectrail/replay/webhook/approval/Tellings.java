package io.vectrail.replay.webhook.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Asked;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.replay.webhook.Message;
import io.vectrail.replay.webhook.Message.Fact;
import io.vectrail.replay.webhook.telling.Telling;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What webhooks are told of approvals. */
final class Tellings {

    private static final String NOTHING = "-";

    private Tellings() {}

    /**
     * Whom an event is told to.
     *
     * @param console where people see approvals
     */
    static List<Telling> of(Occasion occasion, ApprovalEvent event, Approval approval, Asking asking, URI console) {
        Summary summary = Summary.of(approval, asking);
        Message message = new Message(
                "approval." + occasion.word(),
                event.getAt(),
                occasion.title(),
                facts(occasion, summary),
                console.resolve("/approvals/" + URLEncoder.encode(approval.id(), StandardCharsets.UTF_8)),
                "approval",
                summary);
        Asked asked = approval.asked();
        return occasion.webhooks(approval).stream()
                .map(webhook -> Telling.of(
                        event.getId(),
                        occasion.word(),
                        !occasion.asks(),
                        webhook,
                        approval.id(),
                        occasion.asks() ? asked.expires() : null,
                        message))
                .toList();
    }

    private static List<Fact> facts(Occasion occasion, Summary summary) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Caller", summary.subject()));
        facts.add(new Fact("Connection", summary.connection()));
        facts.add(new Fact("Model", summary.model()));
        facts.add(new Fact("Rule", String.join(", ", summary.rules())));
        if (occasion.asks()) {
            facts.add(new Fact(
                    "Found",
                    summary.detections().isEmpty()
                            ? NOTHING
                            : summary.detections().stream()
                                    .map(each -> each.type() + " " + each.count())
                                    .collect(Collectors.joining(", "))));
            facts.add(new Fact("To be decided until", summary.expires()));
        } else if (summary.decidedBy() != null) {
            facts.add(new Fact("Decided by", summary.decidedBy()));
        }
        return facts;
    }
}
