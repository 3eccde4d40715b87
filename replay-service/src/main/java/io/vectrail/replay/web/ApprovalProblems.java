package io.vectrail.replay.web;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Requirement;
import io.vectrail.document.key.KeyKind;
import io.vectrail.replay.approval.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a decision does not count, in words. */
final class ApprovalProblems {

    static final String UNKNOWN = "there is no approval of this id; a past one takes up to two seconds to be found";

    private ApprovalProblems() {}

    /** @param approval null where there is none */
    static ProblemException of(Outcome.Refused refused, @Nullable Approval approval) {
        String why = why(refused, approval);
        return switch (refused) {
            case Outcome.Unknown _ -> ProblemException.notFound(why);
            case Outcome.NotOpen(String state, String by) -> conflict(why, state, by);
            case Outcome.ConsentedBefore _ -> conflict(why, "REQUESTED", null);
            case Outcome.NotEligible _, Outcome.NotAPerson _ -> ProblemException.forbidden(why);
            case Outcome.ReasonMissing _ -> ProblemException.badRequest(why);
        };
    }

    static String why(Outcome.Refused refused, @Nullable Approval approval) {
        return switch (refused) {
            case Outcome.Unknown _ -> UNKNOWN;
            case Outcome.NotOpen open -> closed(open);
            case Outcome.ConsentedBefore _ ->
                "you have consented already; others must, too, and you can still reject it";
            case Outcome.NotEligible not ->
                switch (not.why()) {
                    case REQUESTER -> own(approval);
                    case OUT_OF_HOURS -> "nobody consents at this hour: " + hours(approval) + "; you can reject it";
                    case NO_GROUP, NO_REASON, ELIGIBLE -> groups(approval);
                };
            case Outcome.ReasonMissing _ -> "say why, in reason: the rule asks for it, and it is recorded";
            case Outcome.NotAPerson _ ->
                "an API token does not decide: a person does; sign in, or use a token of your issuer";
        };
    }

    private static String own(@Nullable Approval approval) {
        boolean byKey =
                approval != null && KeyKind.CALLER.isSubject(approval.asked().subject());
        return (byKey ? "you created a key of its caller, so it is your own request" : "it is your own request")
                + ", on which others decide";
    }

    static ProblemException conflict(String why, String state, @Nullable String by) {
        Map<String, Object> members = new HashMap<>(Map.of("state", state));
        if (by != null) {
            members.put("decidedBy", by);
        }
        return new ProblemException(409, "Not to be decided", why, Map.of(), members);
    }

    private static String closed(Outcome.NotOpen open) {
        return switch (open.state()) {
            case "REQUESTED" -> "it waits, and nothing was approved that could be revoked; reject it instead";
            case "EXPIRED" -> "its time is over: nobody decided";
            default ->
                "it is " + open.state() + " already" + (open.by() == null ? "" : ", by " + open.by())
                        + "; nothing was changed";
        };
    }

    private static String hours(@Nullable Approval approval) {
        return requirements(approval).stream()
                .map(Requirement::hours)
                .filter(Objects::nonNull)
                .map(hours -> Objects.requireNonNull(hours).text())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String groups(@Nullable Approval approval) {
        TreeSet<String> groups = new TreeSet<>();
        TreeSet<String> later = new TreeSet<>();
        TreeSet<Instant> from = new TreeSet<>();
        for (Requirement requirement : requirements(approval)) {
            groups.addAll(requirement.groups());
            if (requirement.escalatesAt() != null) {
                later.addAll(requirement.escalationGroups());
                from.add(requirement.escalatesAt());
            }
        }
        return "only members of " + String.join(", ", groups) + " decide on it"
                + (later.isEmpty() ? "" : ", and from " + from.first() + " on those of " + String.join(", ", later));
    }

    private static List<Requirement> requirements(@Nullable Approval approval) {
        return approval == null ? List.of() : approval.asked().requirements();
    }
}
