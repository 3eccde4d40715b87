package io.vectrail.policy.rule;

import io.vectrail.runtime.config.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a policy of the document says of an approval. */
record WrittenApproval(
        @Nullable WrittenApprovers approvers,
        @Nullable Duration hold,
        @Nullable Duration expire,
        @Nullable Duration grant,
        @Nullable Boolean sameText) {

    /** Clients' own patience ends before, as a rule, and a connection that is held costs a place. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    private static final Duration SHORTEST_EXPIRE = Duration.ofMinutes(1);

    private static final Duration USUAL_HOLD = Duration.ofMinutes(2);
    private static final Duration USUAL_EXPIRE = Duration.ofHours(24);

    /** @param problems at the policy's place: where it is noted what does not validate */
    Action.Approve approve(Problems problems) {
        Duration holding = hold == null ? USUAL_HOLD : hold;
        Duration expiring = expire == null ? USUAL_EXPIRE : expire;
        Duration granting = grant == null ? Duration.ZERO : grant;
        problems.at("hold").check(!holding.isNegative() && holding.compareTo(LONGEST_HOLD) <= 0, "must be 0s to 10m");
        problems.at("expire")
                .check(
                        expiring.compareTo(SHORTEST_EXPIRE) >= 0 && expiring.compareTo(Action.Approve.LONGEST) <= 0,
                        "must be 1m to 7d");
        problems.at("expire")
                .check(
                        expiring.compareTo(holding) >= 0,
                        "must not be below hold: a request that waits can be decided on");
        problems.at("grant")
                .check(
                        grant == null || (granting.isPositive() && granting.compareTo(Action.Approve.LONGEST) <= 0),
                        "must be above 0 and at most 7d; leave it out where each request needs its own approval");
        problems.at("sameText")
                .check(sameText == null || grant != null, "says what a grant is for; it needs grant, such as 1h");
        WrittenApprovers who = approvers == null ? WrittenApprovers.ANYBODY : approvers;
        return new Action.Approve(
                who.approvers(expiring, problems.at("approvers")),
                holding,
                expiring,
                granting,
                Boolean.TRUE.equals(sameText));
    }
}
