package io.vectrail.edge.provider.upstream;

import io.vectrail.runtime.health.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the operator is told of the targets. Pure. */
final class UpstreamHealth {

    private UpstreamHealth() {}

    static Condition condition(Stream<Upstream> upstreams) {
        List<String> aside = new ArrayList<>();
        upstreams.forEach(upstream -> describe(upstream, aside));
        return aside.isEmpty()
                ? new Condition.Up("no target is set aside")
                : new Condition.Degraded(String.join("; ", aside));
    }

    private static void describe(Upstream upstream, List<String> aside) {
        for (int i = 0; i < upstream.targets().uris().size(); i++) {
            TargetStanding standing = upstream.standing(i);
            if (standing.aside()) {
                aside.add("connection " + upstream.targets().connection() + ": "
                        + upstream.targets().uris().get(i)
                        + " cannot be connected to, or does not answer; it is tried again by one call in "
                        + standing.pause().toSeconds() + " s");
            }
        }
    }
}
