package io.vectrail.replay.web;

import io.vectrail.document.risk.Levels;
import io.vectrail.event.RiskLevel;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.CallerCursor;
import io.vectrail.replay.search.CallerRisks;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/risk/callers}: how risky callers are held to be now. Whom somebody does not see whole is like somebody who is not there. */
final class RiskResource {

    /** No score has anything of a text in it. */
    static final Set<Role> READERS = EnumSet.of(Role.APPROVER, Role.AUDITOR, Role.POLICY_ADMIN, Role.VIEWER);

    private final CallerRisks callers;
    private final Risks risks;

    RiskResource(Risks risks) {
        this.callers = risks.callers();
        this.risks = risks;
    }

    Answer list(Call call) {
        call.onlyParameters(Set.of("q", "level", "version", "cursor", "limit"));
        CallerRisks.Filter filter = new CallerRisks.Filter(call.parameter("q"), level(call), version(call));
        return Answer.json(callers.highestFirst(filter, levels(), cursor(call), call.limit(), scope(call)));
    }

    Answer one(Call call) {
        call.onlyParameters(Set.of("from", "to", "version"));
        Instant from = call.time("from");
        Instant to = call.time("to");
        Call.checkRange(from, to);
        return callers.one(call.lastSegment(), version(call), from, to, levels(), scope(call))
                .map(Answer::json)
                .orElseThrow(() -> ProblemException.notFound(
                        "no caller of this subject was scored; a new one takes up to two seconds"));
    }

    private Levels levels() {
        return risks.levels().get();
    }

    private static Scope scope(Call call) {
        return call.person().grants().sees(READERS);
    }

    private static String version(Call call) {
        String version = call.parameter("version");
        return version == null ? CallerRisks.LIVE : version;
    }

    private static @Nullable RiskLevel level(Call call) {
        String level = call.parameter("level");
        if (level == null) {
            return null;
        }
        return Arrays.stream(RiskLevel.values())
                .filter(known -> known != RiskLevel.UNKNOWN)
                .filter(known -> known.name().equals(level.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("level is one of LOW, MEDIUM, HIGH, CRITICAL"));
    }

    private static @Nullable CallerCursor cursor(Call call) {
        String value = call.parameter("cursor");
        return value == null
                ? null
                : CallerCursor.decode(value)
                        .orElseThrow(() -> ProblemException.badRequest(
                                "cursor is not one of this list's; take it from nextCursor"));
    }
}
