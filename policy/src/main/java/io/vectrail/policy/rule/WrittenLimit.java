package io.vectrail.policy.rule;

import io.vectrail.runtime.config.ByteSize;
import io.vectrail.runtime.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a policy of the document says of a limit.
 *
 * @param grouped whether the policy matches groups
 */
record WrittenLimit(
        @Nullable ByteSize bytes,
        @Nullable Long inputs,
        @Nullable Long tokens,
        @Nullable Long requestsPerMinute,
        @Nullable Long vectorsPerDay,
        @Nullable String per,
        boolean grouped) {

    /** @param problems at the policy's place: where it is noted what does not validate */
    Action.Limit limit(Problems problems) {
        problems.check(
                Stream.of(bytes, inputs, tokens, requestsPerMinute, vectorsPerDay)
                        .anyMatch(Objects::nonNull),
                "limits nothing; say bytes, inputs, tokens, requestsPerMinute or vectorsPerDay");
        List<Rate> rates = new ArrayList<>();
        add(rates, Rate.Of.REQUESTS_PER_MINUTE, requestsPerMinute, problems.at("requestsPerMinute"));
        add(rates, Rate.Of.VECTORS_PER_DAY, vectorsPerDay, problems.at("vectorsPerDay"));
        if (per != null) {
            checkPer(per, requestsPerMinute != null || vectorsPerDay != null, problems.at("per"));
        }
        return new Action.Limit(
                checked(bytes == null ? null : bytes.bytes(), problems.at("bytes")),
                checked(inputs, problems.at("inputs")),
                checked(tokens, problems.at("tokens")),
                rates,
                "group".equals(per));
    }

    private void checkPer(String sharing, boolean shared, Problems problems) {
        problems.check(sharing.equals("caller") || sharing.equals("group"), "must be caller or group");
        problems.check(
                shared, "says who shares requestsPerMinute and vectorsPerDay; the other bounds are of each request");
        problems.check(
                !sharing.equals("group") || grouped,
                "group needs match.groups, which lists the groups that have a counter each");
    }

    private static void add(List<Rate> rates, Rate.Of of, @Nullable Long bound, Problems problems) {
        Long within = checked(bound, problems);
        if (within != null) {
            rates.add(new Rate(of, within));
        }
    }

    /** Null where there is no bound, or none that can be. */
    private static @Nullable Long checked(@Nullable Long bound, Problems problems) {
        if (bound != null && (bound < 1 || bound > Rate.MOST)) {
            problems.add("must be 1 to " + Rate.MOST);
            return null;
        }
        return bound;
    }
}
