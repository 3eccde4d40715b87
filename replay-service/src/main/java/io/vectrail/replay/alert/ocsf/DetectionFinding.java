package io.vectrail.replay.alert.ocsf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.event.AlertKind;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.Verdict;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.Behind;
import io.vectrail.replay.alert.Facts;
import io.vectrail.replay.alert.Part;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An OCSF {@value #VERSION} Detection Finding (class 2004, category 2) with the profile {@code incident}. What OCSF has no place for stands in
 * {@code unmapped}. How sure a score is it does not say, and so there is no confidence in it.
 *
 * @see <a href="https://schema.ocsf.io/1.5.0/classes/detection_finding">the class</a>
 */
public final class DetectionFinding {

    static final String VERSION = "1.5.0";
    private static final int CATEGORY = 2;
    private static final int CLASS = 2004;
    private static final int TYPES_PER_CLASS = 100;
    private static final int BEHAVIORAL = 2;

    private DetectionFinding() {}

    /** What is said of an alert at one time. */
    private record Said(
            String uid,
            Named activity,
            @Nullable Named status,
            Instant time,
            @Nullable URI link) {}

    /**
     * As an alert stands now.
     *
     * @param link where people see it; null: nobody knows
     */
    public static ObjectNode of(Alert alert, @Nullable URI link) {
        Instant updated = alert.updatedAt();
        boolean fresh = alert.facts().steps().size() == 1 && alert.work().updatedAt() == null;
        Named activity = alert.closed() ? Named.CLOSE : fresh ? Named.CREATE : Named.UPDATE;
        Named status = Named.status(alert.work().state());
        // By what happened last, and not by when: clocks differ, and two things can happen within a millisecond.
        String event = alert.id() + "/" + alert.facts().steps().getLast().id() + "/"
                + alert.work().latest().orElse("");
        ObjectNode finding = finding(
                alert.id(),
                alert.facts(),
                new Said(UuidCreator.getNameBasedSha1(event).toString(), activity, status, updated, link));
        String assignee = alert.work().assignee();
        if (assignee != null) {
            finding.putObject("assignee").put("uid", assignee);
        }
        Verdict verdict = alert.work().verdict();
        if (verdict != null) {
            put(finding, "verdict", Named.verdict(verdict));
        }
        return finding;
    }

    /**
     * As one step of an alert says, whatever people did with it.
     *
     * @param step that is {@link io.vectrail.replay.alert.Sound}
     * @param link where people see it
     */
    public static ObjectNode of(RiskAlert step, URI link) {
        boolean fresh = step.getKind() == AlertKind.RAISED;
        return finding(
                step.getAlert(),
                Facts.alone(step),
                new Said(
                        step.getId(),
                        fresh ? Named.CREATE : Named.UPDATE,
                        fresh ? Named.NEW : null,
                        step.getAt(),
                        link));
    }

    private static ObjectNode finding(String alert, Facts facts, Said said) {
        ObjectNode finding = JsonNodeFactory.instance.objectNode();
        finding.put("class_uid", CLASS).put("class_name", "Detection Finding");
        finding.put("category_uid", CATEGORY).put("category_name", "Findings");
        finding.put("activity_id", said.activity().id())
                .put("activity_name", said.activity().caption());
        finding.put("type_uid", CLASS * TYPES_PER_CLASS + said.activity().id())
                .put("type_name", "Detection Finding: " + said.activity().caption());
        finding.put("time", said.time().toEpochMilli());
        put(finding, "severity", Named.severity(facts.level()));
        if (said.status() != null) {
            put(finding, "status", said.status());
        }
        finding.put("message", message(facts));
        finding.put("is_alert", said.activity().equals(Named.CREATE));
        finding.put("risk_score", Math.round(facts.score()));
        put(finding, "risk_level", Named.riskLevel(facts.level()));
        finding.set("metadata", metadata(said.uid()));
        finding.set("finding_info", info(alert, facts, said));
        finding.set("evidences", evidences(facts));
        finding.set("resources", resources(facts));
        finding.set("unmapped", unmapped(facts));
        return finding;
    }

    private static void put(ObjectNode finding, String name, Named value) {
        finding.put(name + "_id", value.id()).put(name, value.caption());
    }

    private static String message(Facts facts) {
        return "The risk of " + facts.subject() + " is " + Math.round(facts.score()) + " of 100"
                + (facts.subsidedAt() == null ? "" : ", and has subsided since");
    }

    private static ObjectNode metadata(String uid) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("version", VERSION).put("uid", uid).put("log_name", "vectrail.alerts");
        metadata.putArray("profiles").add("incident");
        metadata.putObject("product")
                .put("name", "Vectrail")
                .put("vendor_name", "Vectrail")
                .put("version", ProductVersion.VALUE);
        return metadata;
    }

    private static ObjectNode info(String alert, Facts facts, Said said) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("uid", alert);
        info.put("title", "Risky use of the embedding API");
        info.put(
                "desc",
                facts.parts().stream()
                        .map(part -> part.signal() + ": " + Math.round(part.points()) + " points")
                        .collect(Collectors.joining("; ")));
        ArrayNode types = info.putArray("types");
        facts.parts().forEach(part -> types.add(part.signal()));
        info.put("created_time", facts.raisedAt().toEpochMilli());
        info.put("modified_time", said.time().toEpochMilli());
        info.putObject("analytic")
                .put("type_id", BEHAVIORAL)
                .put("type", "Behavioral")
                .put("name", "Vectrail risk score")
                .put("uid", "vectrail.risk");
        ArrayNode events = info.putArray("related_events");
        facts.exchanges()
                .forEach(exchange -> events.addObject()
                        .put("uid", exchange.id())
                        .put("type", "exchange")
                        .put("created_time", exchange.at().toEpochMilli())
                        .put("desc", reasons(exchange.parts())));
        info.put("related_events_count", facts.exchanges().size());
        if (said.link() != null) {
            info.put("src_url", said.link().toASCIIString());
        }
        return info;
    }

    private static String reasons(List<Part> parts) {
        return parts.stream()
                .map(part -> part.signal() + (part.reason().isEmpty() ? "" : ": " + part.reason()))
                .collect(Collectors.joining("; "));
    }

    /** One of the caller alone where no exchange is known. */
    private static ArrayNode evidences(Facts facts) {
        ArrayNode evidences = JsonNodeFactory.instance.arrayNode();
        for (Behind exchange : facts.exchanges()) {
            ObjectNode evidence = evidences.addObject();
            evidence.put("uid", exchange.id()).put("name", "exchange");
            evidence.set("actor", actor(facts));
            ObjectNode data = evidence.putObject("data");
            data.put("connection", exchange.connection())
                    .put("session", exchange.session())
                    .put("score", exchange.score());
            data.set("parts", parts(exchange.parts()));
        }
        if (evidences.isEmpty()) {
            evidences.addObject().set("actor", actor(facts));
        }
        return evidences;
    }

    private static ObjectNode actor(Facts facts) {
        ObjectNode actor = JsonNodeFactory.instance.objectNode();
        ObjectNode user = actor.putObject("user").put("uid", facts.subject());
        if (!facts.groups().isEmpty()) {
            ArrayNode groups = user.putArray("groups");
            facts.groups().forEach(group -> groups.addObject().put("name", group));
        }
        return actor;
    }

    private static ArrayNode resources(Facts facts) {
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        facts.connections()
                .forEach(name -> resources.addObject().put("name", name).put("type", "connection"));
        return resources;
    }

    private static ObjectNode unmapped(Facts facts) {
        ObjectNode unmapped = JsonNodeFactory.instance.objectNode();
        unmapped.set("parts", parts(facts.parts()));
        unmapped.put("document_hash", facts.documentHash());
        if (facts.subsidedAt() != null) {
            unmapped.put("subsided_time", facts.subsidedAt().toEpochMilli());
        }
        return unmapped;
    }

    private static ArrayNode parts(List<Part> parts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> array.addObject()
                .put("signal", part.signal())
                .put("strength", part.strength())
                .put("weight", part.weight())
                .put("points", part.points())
                .put("reason", part.reason()));
        return array;
    }
}
