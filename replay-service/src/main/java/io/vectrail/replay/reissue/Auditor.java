package io.vectrail.replay.reissue;

import io.vectrail.replay.publish.Actor;
import io.vectrail.replay.scope.Scope;
import java.util.List;

/**
 * Who sends a request again.
 *
 * @param groups theirs: rules of the gateway are about them, and not about the caller's
 * @param texts whose requests they may read, and so send
 */
public record Auditor(Actor actor, List<String> groups, Scope texts) {

    public Auditor {
        groups = List.copyOf(groups);
    }
}
