package io.vectrail.replay.search;

import io.vectrail.replay.archive.ClickHouse;
import io.vectrail.replay.archive.Row;
import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What policies in shadow, and those of documents on trial, would have done. Thread-safe. */
public final class Impact {

    private static final int MOST_POLICIES = 500;

    private static final String EXCHANGES =
            "SELECT count() AS exchanges, uniq(subject) AS callers FROM exchanges WHERE ";

    /** Each match of a rule in shadow is a row; a list that is empty, in rows from before it was stored, gives its default. */
    private static final String POLICIES = """
            SELECT policy, action, trial, document,
                count() AS exchanges, uniq(subject) AS callers, sum(items) AS inputs,
                countIf(decision IN ('BLOCK', 'DENY')) AS refused, countIf(failed) AS errors,
                min(time) AS first, max(time) AS last, arrayMap(one -> one.2, arrayReverseSort(groupArrayLast(5)((time, id)))) AS examples
            FROM (SELECT id, time, subject, decision,
                    rule_names[rule] AS policy, rule_actions[rule] AS action, rule_trials[rule] AS trial,
                    if(rule_trials[rule], ifNull(trial_hash, ''), '') AS document,
                    length(rule_items[rule]) AS items, isNotNull(rule_errors[rule]) AS failed
                FROM exchanges ARRAY JOIN arrayEnumerate(rule_names) AS rule
                WHERE has(rule_shadows, true) AND rule_shadows[rule] AND\s
            """.stripTrailing() + " ";

    private static final String GROUPED =
            ") GROUP BY policy, action, trial, document ORDER BY exchanges DESC, policy, document" + " LIMIT "
                    + MOST_POLICIES;

    private final ClickHouse clickHouse;

    public Impact(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * What was counted.
     *
     * @param exchanges all of that time, those on which nothing in shadow had a say included
     * @param callers of these
     * @param policies those that matched something, the most frequent first; at most 500
     */
    public record Counted(long exchanges, long callers, List<OfPolicy> policies) {

        public Counted {
            policies = List.copyOf(policies);
        }
    }

    /**
     * One policy.
     *
     * @param action what it would have done
     * @param trial whether it is one of a document on trial
     * @param document hash of that document; null where it is a policy in shadow of the document in force
     * @param exchanges on which it would have done so
     * @param refused how many of these were refused anyhow
     * @param inputs on which it would have done so; of each exchange a thousand count
     * @param errors how many of these it could not be evaluated on
     * @param examples ids of the latest
     */
    public record OfPolicy(
            String policy,
            String action,
            boolean trial,
            @Nullable String document,
            long exchanges,
            long refused,
            long callers,
            long inputs,
            long errors,
            Instant first,
            Instant last,
            List<String> examples) {}

    /**
     * Counts.
     *
     * @param to exclusive; null: up to now
     * @param scope outside of which nothing is counted
     */
    public Counted between(Instant from, @Nullable Instant to, Scope scope) {
        Conditions conditions =
                new Conditions().from("time", from).before("time", to).within(scope);
        String where = conditions.where();
        Map<String, Object> parameters = conditions.parameters();
        List<OfPolicy> policies = clickHouse.query(POLICIES + where + GROUPED, parameters, Impact::ofPolicy);
        return clickHouse
                .query(
                        EXCHANGES + where,
                        parameters,
                        row -> new Counted(row.longNumber("exchanges"), row.longNumber("callers"), policies))
                .getFirst();
    }

    private static OfPolicy ofPolicy(Row row) {
        String document = row.text("document");
        return new OfPolicy(
                row.text("policy"),
                row.text("action").toLowerCase(Locale.ROOT),
                row.flag("trial"),
                document.isEmpty() ? null : document,
                row.longNumber("exchanges"),
                row.longNumber("refused"),
                row.longNumber("callers"),
                row.longNumber("inputs"),
                row.longNumber("errors"),
                row.time("first"),
                row.time("last"),
                row.texts("examples"));
    }
}
