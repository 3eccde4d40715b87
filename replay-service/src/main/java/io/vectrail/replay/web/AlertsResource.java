package io.vectrail.replay.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.event.RiskLevel;
import io.vectrail.event.Verdict;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.Case;
import io.vectrail.replay.alert.CaseState;
import io.vectrail.replay.alert.desk.Action;
import io.vectrail.replay.alert.desk.AlertDesk;
import io.vectrail.replay.alert.desk.Outcome;
import io.vectrail.replay.alert.ocsf.DetectionFinding;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.AlertFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/alerts}: callers whose risk is high, and what people do about it. What lies out of somebody's scope is like what is not there. */
final class AlertsResource {

    private static final Set<String> PARAMETERS =
            Set.of("state", "level", "subject", "assignee", "from", "to", "cursor", "limit");
    private static final Set<String> FINDING_PARAMETERS = Set.of("from", "to", "cursor", "limit");
    private static final List<String> STATES = List.of("OPEN", "ACKNOWLEDGED", "CLOSED");
    private static final List<String> LEVELS = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static final int MOST_BYTES = 16 << 10;
    private static final String UNKNOWN = "there is no alert of this id";
    private static final String FORM = "the body must be {\"action\": \"acknowledge\"}, {\"action\": \"assign\","
            + " \"assignee\": \"…\"}, {\"action\": \"close\", \"verdict\": \"confirmed\", \"reason\": \"…\"} or"
            + " {\"action\": \"reopen\", \"reason\": \"…\"}; verdict is confirmed, expected or false-alarm";

    private final Alerts alerts;
    private final AlertDesk desk;
    private final AlertList lists;

    AlertsResource(Alerts alerts) {
        this.alerts = alerts;
        this.desk = alerts.desk();
        this.lists = new AlertList(alerts);
    }

    Answer list(Call call) {
        call.onlyParameters(PARAMETERS);
        String level = oneOf(call, "level", LEVELS);
        AlertFilter filter = new AlertFilter(
                oneOf(call, "state", STATES),
                level == null ? null : RiskLevel.valueOf(level),
                call.parameter("subject"),
                call.parameter("assignee"),
                call.time("from"),
                call.time("to"));
        Scope scope = reads(call);
        return listed(call, filter, scope, alert -> AlertAnswers.summary(alert, scope));
    }

    /** The same as OCSF findings, for programs that ask again and again. */
    Answer findings(Call call) {
        call.onlyParameters(FINDING_PARAMETERS);
        AlertFilter filter = new AlertFilter(null, null, null, null, call.time("from"), call.time("to"));
        Scope scope = reads(call);
        return listed(call, filter, scope, alert -> finding(alert, scope));
    }

    private <T> Answer listed(Call call, AlertFilter filter, Scope scope, Function<Alert, T> shown) {
        Call.checkRange(filter.from(), filter.to());
        AlertAnswers.Page<Alert> page = lists.page(call, filter, scope, call.cursor(), call.limit());
        return Answer.json(
                new AlertAnswers.Page<>(page.items().stream().map(shown).toList(), page.nextCursor(), page.complete()));
    }

    private static @Nullable String oneOf(Call call, String name, List<String> values) {
        String value = call.parameter(name);
        if (value == null) {
            return null;
        }
        String label = value.toUpperCase(Locale.ROOT);
        if (!values.contains(label)) {
            throw ProblemException.badRequest(name + " is one of " + String.join(", ", values));
        }
        return label;
    }

    Answer one(Call call) {
        call.onlyParameters(Set.of());
        Scope scope = reads(call);
        return Answer.json(AlertAnswers.detail(known(call, scope), scope));
    }

    Answer finding(Call call) {
        call.onlyParameters(Set.of());
        Scope scope = reads(call);
        return Answer.json(finding(known(call, scope), scope));
    }

    /** As far as whoever asks sees it. */
    private ObjectNode finding(Alert alert, Scope scope) {
        return DetectionFinding.of(
                scope instanceof Scope.Everything ? alert : alert.withExchanges(AlertSight.exchanges(scope, alert)),
                alerts.console() == null
                        ? null
                        : alerts.console().resolve("/alerts/" + URLEncoder.encode(alert.id(), StandardCharsets.UTF_8)));
    }

    Answer act(Call call) {
        call.onlyParameters(Set.of());
        JsonBody body = JsonBody.of(call, MOST_BYTES, Set.of("action"), Set.of("assignee", "verdict", "reason"), FORM);
        Action action = new Action(call.path("id"), kind(body), call.actor());
        var _ = known(call, call.person().grants().sees(AlertSight.ACTING));
        Scope scope = reads(call);
        return switch (ProblemException.asked(() -> desk.act(action))) {
            case Outcome.Done(Alert alert) -> Answer.json(AlertAnswers.detail(alert, scope));
            case Outcome.Unknown _ -> throw ProblemException.notFound(UNKNOWN);
            case Outcome.NotAllowed(Alert alert) -> throw conflict(alert);
        };
    }

    private static Action.Kind kind(JsonBody body) {
        return switch (body.text("action")) {
            case "acknowledge" -> {
                only(body, Set.of());
                yield new Action.Kind.Acknowledge();
            }
            case "assign" -> {
                only(body, Set.of("assignee"));
                yield new Action.Kind.Assign(assignee(body.text("assignee")));
            }
            case "close" -> {
                only(body, Set.of("verdict", "reason"));
                yield new Action.Kind.Close(verdict(body), reason(body));
            }
            case "reopen" -> {
                only(body, Set.of("reason"));
                yield new Action.Kind.Reopen(reason(body));
            }
            default -> throw body.misformed();
        };
    }

    /** What an action does not take is a slip. */
    private static void only(JsonBody body, Set<String> names) {
        for (String name : List.of("assignee", "verdict", "reason")) {
            if (body.has(name) && !names.contains(name)) {
                throw body.misformed();
            }
        }
    }

    private static String assignee(String said) {
        String assignee = said.strip();
        boolean noText = assignee.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (assignee.isEmpty() || assignee.length() > Case.MOST_ASSIGNEE || noText) {
            throw ProblemException.badRequest(
                    "assignee has 1 to " + Case.MOST_ASSIGNEE + " characters, and no control characters");
        }
        return assignee;
    }

    private static Verdict verdict(JsonBody body) {
        return switch (body.text("verdict")) {
            case "confirmed" -> Verdict.CONFIRMED;
            case "expected" -> Verdict.EXPECTED;
            case "false-alarm" -> Verdict.FALSE_ALARM;
            default -> throw body.misformed();
        };
    }

    private static String reason(JsonBody body) {
        String reason = DecisionReason.of(body.text("reason"));
        if (reason.isEmpty()) {
            throw ProblemException.badRequest("say why, in reason: it is recorded");
        }
        return reason;
    }

    private static ProblemException conflict(Alert alert) {
        String state = alert.work().state().label();
        String by = alert.work().by();
        Map<String, Object> members = new HashMap<>(Map.of("state", state));
        if (by != null) {
            members.put("decidedBy", by);
        }
        String why = alert.work().state() instanceof CaseState.Open
                ? "it is OPEN: there is nothing to reopen"
                : "it is " + state + " already" + (by == null ? "" : ", by " + by) + "; nothing was changed";
        return new ProblemException(409, "Not in this state", why, Map.of(), members);
    }

    private Alert known(Call call, Scope scope) {
        Optional<Alert> kept = desk.find(call.path("id"));
        return kept.or(() -> call.within(Route.Cost.QUERY, () -> alerts.past().find(call.path("id"))))
                .filter(alert -> AlertSight.within(scope, alert))
                .orElseThrow(() -> ProblemException.notFound(UNKNOWN));
    }

    private static Scope reads(Call call) {
        return call.person().grants().sees(AlertSight.READERS);
    }
}
