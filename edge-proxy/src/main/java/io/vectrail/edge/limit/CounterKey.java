package io.vectrail.edge.limit;

import io.vectrail.policy.rule.Rate;
import io.vectrail.runtime.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What is counted apart. A rule that keeps its name keeps its counters, whatever else of it changes.
 *
 * @param rule its name
 * @param of what is counted
 * @param perGroup whether it is a group's
 * @param who the caller's subject, or the group; a long one by its hash, so that a counter's size is bounded
 */
record CounterKey(String rule, Rate.Of of, boolean perGroup, String who) {

    private static final int MOST_CHARACTERS = 256;

    CounterKey {
        who = who.length() <= MOST_CHARACTERS
                ? who
                : "sha256:" + HexFormat.of().formatHex(Sha256.of(who.getBytes(StandardCharsets.UTF_8)));
    }

    /** On Kafka. Names of edges and rules have no bar, and who comes last. */
    String onKafka(String edge) {
        return String.join("|", edge, of.key(), perGroup ? "group" : "caller", rule, who);
    }
}
