package io.vectrail.replay.web;

import io.vectrail.replay.access.Role;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.Impact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/config/impact}: what policies in shadow would have done since a given time; a day where none is given. */
final class ImpactResource implements Resource {

    private static final Duration DEFAULT = Duration.ofDays(1);

    /** Those that may ask: who changes policies sees what they do, and no more of it than their scope. */
    private static final Set<Role> ROLES = EnumSet.of(Role.POLICY_ADMIN, Role.AUDITOR);

    private final Impact impact;
    private final Clock clock;

    ImpactResource(Impact impact, Clock clock) {
        this.impact = impact;
        this.clock = clock;
    }

    /** Field names are the API's. */
    private record Answered(
            Instant from, @Nullable Instant to, long exchanges, long callers, List<Impact.OfPolicy> items) {}

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of("from", "to"));
        Instant from = call.time("from");
        Instant to = call.time("to");
        Instant since = from == null ? clock.instant().minus(DEFAULT) : from;
        Scope scope = call.person().grants().sees(ROLES);
        Impact.Counted counted = impact.between(since, to, scope);
        return Answer.json(new Answered(since, to, counted.exchanges(), counted.callers(), counted.policies()));
    }
}
