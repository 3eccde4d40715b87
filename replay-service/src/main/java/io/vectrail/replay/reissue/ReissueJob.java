package io.vectrail.replay.reissue;

import io.vectrail.replay.search.VectorComparison.Compared;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several exchanges that somebody has sent again, one after the other.
 *
 * @param session under which name the new exchanges stand
 * @param exchanges how many there are to send
 * @param results of those that were, in their order
 * @param ended null while it goes on
 */
public record ReissueJob(
        String id,
        String owner,
        String session,
        Instant asked,
        int exchanges,
        List<Result> results,
        @Nullable Instant ended) {

    public ReissueJob {
        results = List.copyOf(results);
    }

    /**
     * What came of one. Field names are the API's.
     *
     * @param of which one was sent again
     * @param exchange the new one; empty where there is none
     * @param vectors that either of both has
     * @param identical how many are the same in each component
     * @param leastCosine of the angles between those that can be compared; null where none can
     * @param largest the largest difference of a component
     * @param reason why what was compared says nothing of the model; null where it does
     */
    public record Result(
            String of,
            String exchange,
            int vectors,
            int identical,
            @Nullable Double leastCosine,
            @Nullable Double largest,
            @Nullable String reason) {

        static Result of(Reissued reissued) {
            return switch (reissued) {
                case Reissued.Not(String of, String exchange, String reason) ->
                    new Result(of, exchange, 0, 0, null, null, reason);
                case Reissued.Unknown(String of) ->
                    new Result(of, "", 0, 0, null, null, "there is no such exchange in your scope any more");
                case Reissued.Done(String of, String exchange, boolean rewritten, List<Compared> items) ->
                    new Result(
                            of,
                            exchange,
                            items.size(),
                            (int) items.stream().filter(Compared::identical).count(),
                            items.stream()
                                    .map(Compared::cosine)
                                    .filter(Objects::nonNull)
                                    .min(Double::compare)
                                    .orElse(null),
                            items.stream()
                                    .map(Compared::largest)
                                    .filter(Objects::nonNull)
                                    .max(Double::compare)
                                    .orElse(null),
                            reason(rewritten, items));
            };
        }

        private static @Nullable String reason(boolean rewritten, List<Compared> items) {
            if (rewritten) {
                return "a policy changed the request on its way: something else was embedded";
            }
            return items.stream().allMatch(item -> item.dimensions() == 0 && item.others() == 0)
                    ? "no vector was read of either answer"
                    : null;
        }
    }
}
