package io.vectrail.edge.analyzer;

import org.jspecify.annotations.Nullable;

/** Told of what became of each request that asked an analyzer. */
@FunctionalInterface
public interface AnalyzerEvents {

    /**
     * A detector was asked about one request.
     *
     * @param detector its name
     * @param nanos from when the request needed it until all was answered or given up
     * @param failure null where it answered
     */
    void ended(String detector, long nanos, @Nullable Failure failure);
}
