package io.vectrail.replay.reissue;

import io.vectrail.replay.search.VectorComparison.Compared;
import java.util.List;

/** What came of one exchange that was to be sent again. */
public sealed interface Reissued {

    /** Of which one. */
    String of();

    /**
     * It was, and its vectors are compared.
     *
     * @param exchange the new one, which is the auditor's
     * @param rewritten whether a policy changed the request on its way, so that something else was embedded
     */
    record Done(String of, String exchange, boolean rewritten, List<Compared> items) implements Reissued {

        public Done {
            items = List.copyOf(items);
        }
    }

    /** There is no such exchange, or none that the auditor may read. */
    record Unknown(String of) implements Reissued {}

    /**
     * There is nothing to compare.
     *
     * @param exchange the new one; empty where there is none
     * @param reason why, and what to do
     */
    record Not(String of, String exchange, String reason) implements Reissued {}
}
