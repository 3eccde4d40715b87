package io.vectrail.replay.webhook.approval;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Asked;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.replay.webhook.Message;
import io.vectrail.replay.webhook.Message.Fact;
import io.vectrail.replay.webhook.Notice;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One webhook is told of one occasion.
 *
 * @param approval the approval's id
 */
record Telling(String approval, Occasion occasion, Notice notice) {

    private static final String NOTHING = "-";

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
                .map(webhook -> new Telling(
                        approval.id(),
                        occasion,
                        new Notice(
                                delivery(event, webhook),
                                webhook,
                                approval.id(),
                                occasion.asks() ? asked.expires() : null,
                                message)))
                .toList();
    }

    /** The same whichever instance reads the event, and however often. */
    private static UUID delivery(ApprovalEvent event, String webhook) {
        return UuidCreator.getNameBasedSha1(event.getId() + "/" + webhook);
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
