package io.vectrail.replay.web;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Consent;
import io.vectrail.document.risk.Levels;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.access.Person;
import io.vectrail.replay.approval.ApprovalDesk;
import io.vectrail.replay.approval.Decision;
import io.vectrail.replay.approval.Judgement;
import io.vectrail.replay.approval.Outcome;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.ApprovalFilter;
import io.vectrail.replay.search.CallerHistory;
import io.vectrail.replay.search.Cursor;
import io.vectrail.replay.search.Page;
import io.vectrail.replay.search.PastApprovals.Past;
import io.vectrail.replay.web.ApprovalAnswers.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/approvals}: requests that wait, and what people decide on them. What lies out of somebody's scope is like what is not there. */
final class ApprovalsResource {

    private static final Set<String> PARAMETERS =
            Set.of("state", "subject", "connection", "rule", "from", "to", "cursor", "limit");
    private static final Set<String> STATES = Set.of("REQUESTED", "APPROVED", "REJECTED", "EXPIRED", "REVOKED");
    private static final int MOST_BYTES = 16 << 10;
    private static final String FORM = "the body must be {\"decision\": \"approve\", \"reason\": \"…\"}; decision is"
            + " approve, reject or revoke, and reason may be left out where the rule does not ask for it";

    private final ApprovalDesk desk;
    private final Approvals approvals;
    private final boolean needsViewingReason;

    /** @param needsViewingReason whether texts are for those alone who say why they want to read them */
    ApprovalsResource(Approvals approvals, boolean needsViewingReason) {
        this.desk = approvals.desk();
        this.approvals = approvals;
        this.needsViewingReason = needsViewingReason;
    }

    Answer list(Call call) {
        call.onlyParameters(PARAMETERS);
        ApprovalFilter filter = new ApprovalFilter(
                state(call),
                call.parameter("subject"),
                call.parameter("connection"),
                call.parameter("rule"),
                call.time("from"),
                call.time("to"));
        Call.checkRange(filter.from(), filter.to());
        Cursor cursor = call.cursor();
        int limit = call.limit();
        Scope scope = scope(call.person());
        return Answer.json(
                "REQUESTED".equals(filter.state())
                        ? waiting(filter, scope, cursor, limit, call.person())
                        : past(
                                call.within(
                                        Route.Cost.QUERY,
                                        () -> approvals.past().newestFirst(filter, scope, cursor, limit)),
                                call.person()));
    }

    private static @Nullable String state(Call call) {
        String state = call.parameter("state");
        if (state == null) {
            return null;
        }
        String label = state.toUpperCase(Locale.ROOT);
        if (!STATES.contains(label)) {
            throw ProblemException.badRequest(
                    "state is one of " + STATES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return label;
    }

    /** The queue: from memory, the oldest first. */
    private Page<Summary> waiting(
            ApprovalFilter filter, Scope scope, @Nullable Cursor cursor, int limit, Person person) {
        Instant now = desk.now();
        List<Approval> found = desk.waiting().stream()
                .filter(approval -> ApprovalSight.within(scope, approval) && fits(filter, approval))
                .filter(approval -> cursor == null || isBehind(approval, cursor))
                .limit(limit + 1L)
                .toList();
        List<Summary> items = found.stream()
                .limit(limit)
                .map(approval -> ApprovalAnswers.summary(approval, person, desk.judgement(), now))
                .toList();
        String next = found.size() <= limit
                ? null
                : new Cursor(items.getLast().time(), items.getLast().id()).encoded();
        return new Page<>(items, next);
    }

    private static boolean fits(ApprovalFilter filter, Approval approval) {
        Instant at = approval.asked().at();
        return (filter.subject() == null
                        || isLike(filter.subject(), approval.asked().subject()))
                && (filter.connection() == null
                        || filter.connection().equals(approval.asked().connection()))
                && (filter.rule() == null
                        || approval.asked().requirements().stream()
                                .anyMatch(needed -> needed.rule().equals(filter.rule())))
                && (filter.from() == null || !at.isBefore(filter.from()))
                && (filter.to() == null || at.isBefore(filter.to()));
    }

    /** As the archive has it: a trailing * stands for anything. */
    private static boolean isLike(String wanted, String subject) {
        return wanted.endsWith("*")
                ? subject.startsWith(wanted.substring(0, wanted.length() - 1))
                : subject.equals(wanted);
    }

    private static boolean isBehind(Approval approval, Cursor cursor) {
        int time = approval.asked().at().compareTo(cursor.time());
        return time > 0 || (time == 0 && approval.id().compareTo(cursor.id()) > 0);
    }

    private Page<Summary> past(Page<Approval> page, Person person) {
        Instant now = desk.now();
        return new Page<>(
                page.items().stream()
                        .map(approval -> ApprovalAnswers.summary(current(approval), person, desk.judgement(), now))
                        .toList(),
                page.nextCursor());
    }

    /** What is archived may be some seconds old. */
    private Approval current(Approval archived) {
        try {
            return desk.find(archived.id()).orElse(archived);
        } catch (UnavailableException e) {
            return archived;
        }
    }

    Answer one(Call call) {
        call.onlyParameters(Set.of());
        Person person = call.person();
        Approval approval = known(call.path("id"), scope(person)).orElse(null);
        if (approval == null) {
            return Answer.json(past(call));
        }
        boolean readable = reads(approval, person, true);
        ApprovalDetail detail =
                live(approval, request(approval, readable), person, readable, history(approval, person));
        // Who asks by HEAD is shown nothing.
        if (detail.may().decides() && !call.method().equals("HEAD")) {
            desk.seen(approval, new Consent(person.subject(), person.groups(), desk.now(), ""));
        }
        return Answer.json(detail);
    }

    private Optional<Approval> known(String id, Scope scope) {
        return desk.find(id).filter(approval -> ApprovalSight.within(scope, approval));
    }

    private boolean reads(Approval approval, Person person, boolean live) {
        return ApprovalSight.reads(approval, person, desk.judgement(), live, desk.now());
    }

    /** Its record; null where it cannot be read at present, and no text of it is due. */
    private @Nullable AuditExchange request(Approval approval, boolean readable) {
        try {
            return desk.request(approval)
                    .map(ApprovalRequest::getExchange)
                    .orElseThrow(() -> ProblemException.notFound("the record of this request is gone from Kafka"));
        } catch (UnavailableException e) {
            if (readable) {
                throw e;
            }
            return null;
        }
    }

    private ApprovalDetail live(
            Approval approval,
            @Nullable AuditExchange exchange,
            Person person,
            boolean readable,
            CallerHistory.@Nullable Known history) {
        ApprovalSight may = ApprovalSight.of(approval, person, desk.judgement(), desk.now());
        return ApprovalDetail.of(approval, exchange, summary(approval, person), may, readable, history, levels());
    }

    private ApprovalDetail past(Call call) {
        Person person = call.person();
        Past past =
                archived(call, scope(person)).orElseThrow(() -> ProblemException.notFound(ApprovalProblems.UNKNOWN));
        Approval approval = past.approval();
        return ApprovalDetail.of(
                approval,
                past.exchange(),
                summary(approval, person),
                new ApprovalSight(
                        false, false, false, ApprovalProblems.why(Judgement.closed(approval, desk.now()), approval)),
                reads(approval, person, false),
                history(approval, person),
                levels());
    }

    private Optional<Past> archived(Call call, Scope scope) {
        return call.within(Route.Cost.QUERY, () -> approvals.past().find(call.path("id"), scope));
    }

    private Summary summary(Approval approval, Person person) {
        return ApprovalAnswers.summary(approval, person, desk.judgement(), desk.now());
    }

    /** People decide without it while the archive is away. */
    private CallerHistory.@Nullable Known history(Approval approval, Person person) {
        return approvals.history().of(approval.asked().subject(), scope(person)).orElse(null);
    }

    Answer decide(Call call) {
        call.onlyParameters(Set.of());
        Person person = call.person();
        JsonBody body = JsonBody.of(call, MOST_BYTES, Set.of("decision"), Set.of("reason"), FORM);
        Decision decision = new Decision(
                call.path("id"),
                kind(body),
                person.groups(),
                DecisionReason.of(body.has("reason") ? body.text("reason") : ""),
                call.actor());
        Approval before = known(decision.approval(), person.grants().sees(ApprovalSight.DECIDING))
                .orElseThrow(() -> noLonger(call));
        return switch (ProblemException.asked(() -> desk.decide(decision))) {
            case Outcome.Decided(Approval approval) -> Answer.json(decided(approval, person));
            case Outcome.Refused refused ->
                throw ApprovalProblems.of(
                        refused, desk.find(decision.approval()).orElse(before));
        };
    }

    /** It counts, whatever else cannot be read. What was said with it is why it was made, and not why the texts are read after it. */
    private ApprovalDetail decided(Approval approval, Person person) {
        AuditExchange exchange = request(approval, false);
        boolean readable = exchange != null && !needsViewingReason && reads(approval, person, true);
        return live(approval, exchange, person, readable, null);
    }

    /** One that is archived alone: nothing can be decided on it, nor taken back. */
    private ProblemException noLonger(Call call) {
        return archived(call, call.person().grants().sees(ApprovalSight.DECIDING))
                .map(Past::approval)
                .map(past -> ApprovalProblems.of(Judgement.closed(past, desk.now()), past))
                .orElseGet(() -> ProblemException.notFound(ApprovalProblems.UNKNOWN));
    }

    private static Decision.Kind kind(JsonBody body) {
        return switch (body.text("decision")) {
            case "approve" -> Decision.Kind.APPROVE;
            case "reject" -> Decision.Kind.REJECT;
            case "revoke" -> Decision.Kind.REVOKE;
            default -> throw body.misformed();
        };
    }

    private Levels levels() {
        return approvals.levels().get();
    }

    private static Scope scope(Person person) {
        return person.grants().sees(ApprovalAnswers.READERS);
    }
}
