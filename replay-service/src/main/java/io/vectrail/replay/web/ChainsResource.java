package io.vectrail.replay.web;

import io.vectrail.replay.search.Chains;
import java.util.Set;

/** {@code GET /api/v1/chains}, and what was found in one of them: newest first. */
final class ChainsResource {

    private final Chains chains;

    ChainsResource(Chains chains) {
        this.chains = chains;
    }

    Answer list(Call call) {
        call.onlyParameters(Set.of("edge", "cursor", "limit"));
        return Answer.json(chains.newestFirst(call.parameter("edge"), call.cursor(), call.limit()));
    }

    Answer findings(Call call) {
        call.onlyParameters(Set.of("cursor", "limit"));
        return Answer.json(chains.findings(
                chains.one(call.path("id"))
                        .orElseThrow(() -> ProblemException.notFound(
                                "there is no chain of this id; take one from /api/v1/chains")),
                call.cursor(),
                call.limit()));
    }
}
