package io.vectrail.replay.search;

import io.vectrail.replay.scope.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which callers somebody sees the scores of. Such a score is made of all that a caller did until so little is left of it that nobody sees it, on
 * whichever connection and in whichever groups: so it is for those who may see each of these exchanges, and at least one that is archived.
 */
final class WholeCallers {

    /** In half-lives; of a hundred points less than a ten-thousandth is left after these. */
    private static final int FORGOTTEN_AFTER = 20;

    private WholeCallers() {}

    /**
     * Rows with a column {@code subject} whose callers lie in a scope whole.
     *
     * @param since the oldest score that is asked for
     * @param subject the only caller that is asked for; null: all
     */
    static Conditions within(Conditions conditions, Scope scope, Instant since, @Nullable String subject) {
        return switch (scope) {
            case Scope.Everything everything -> conditions;
            case Scope.Nothing nothing -> conditions.require("false");
            case Scope.Only only -> {
                String inside = conditions.inside(only, "scope");
                String these = "subject IN (SELECT subject FROM exchanges WHERE time >= "
                        + "fromUnixTimestamp64Milli({scopeSince:Int64} - " + FORGOTTEN_AFTER
                        + " * (SELECT max(half_life_millis) FROM risk_callers), 'UTC')"
                        + (subject == null ? "" : " AND subject = {scopeSubject:String}") + " AND ";
                if (subject != null) {
                    conditions.require("subject = {scopeSubject:String}", "scopeSubject", subject);
                }
                yield conditions
                        .require(these + inside + ")", "scopeSince", since.toEpochMilli())
                        .require("NOT (" + these + "NOT " + inside + "))");
            }
        };
    }
}
