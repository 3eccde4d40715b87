package io.vectrail.replay.config;

import io.vectrail.document.revision.Standing;
import io.vectrail.event.EdgeStatus;
import io.vectrail.event.GatewayDocument;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an edge runs, by its own word.
 *
 * @param state whether that is what was published
 * @param hash of the document in force there; empty where there is none
 * @param trialHash of the one on trial there; null where there is none
 * @param since since when it runs these
 * @param at when it was heard of last
 * @param problem why it does not run what was published; null where it does, or does not say
 * @param journalBytes that were not yet in Kafka when it was heard of; null where it does not say
 * @param journalSeconds how old the oldest of them were then; null where it does not say
 */
public record EdgeView(
        String edge,
        State state,
        String hash,
        @Nullable String trialHash,
        long revision,
        Instant since,
        Instant at,
        @Nullable String problem,
        @Nullable Long journalBytes,
        @Nullable Long journalSeconds) {

    /** An edge says something every 30 seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    /** How an edge stands to what was published. */
    public enum State {
        /** It runs it. */
        CURRENT,
        /** It runs another: for a moment after each change, or for as long as it has a problem. */
        LAGGING,
        /** It was not heard of for 90 seconds: it is stopped, or cannot reach Kafka and runs what it had. */
        SILENT
    }

    static EdgeView of(EdgeStatus status, Standing standing, Instant now) {
        GatewayDocument trial = standing.trial();
        boolean current = status.getDocumentHash().equals(standing.hash())
                && (trial == null
                        ? status.getTrialHash() == null
                        : trial.getHash().equals(status.getTrialHash()));
        State state =
                status.getAt().plus(SILENCE).isBefore(now) ? State.SILENT : current ? State.CURRENT : State.LAGGING;
        return new EdgeView(
                status.getEdge(),
                state,
                status.getDocumentHash(),
                status.getTrialHash(),
                status.getRevision(),
                status.getSince(),
                status.getAt(),
                status.getProblem(),
                status.getJournalBytes(),
                status.getJournalSeconds());
    }
}
