package io.vectrail.replay.web;

import io.vectrail.document.revision.RevisionReader;
import io.vectrail.event.GatewayDocument;
import io.vectrail.replay.config.EdgeView;
import io.vectrail.replay.config.GatewayDocuments;
import io.vectrail.replay.config.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the API says what is published. Field names are the API's. */
final class ConfigAnswers {

    private ConfigAnswers() {}

    /** What is in force and on trial, and who runs it. */
    record Config(
            String name,
            long revision,
            String hash,
            String by,
            Instant at,
            String comment,
            String text,
            @Nullable Text trial,
            List<Edge> edges) {}

    /** A revision with its text. */
    record Text(
            long revision,
            String hash,
            String previousHash,
            boolean shadow,
            String by,
            Instant at,
            String comment,
            String text) {}

    /** An edge. */
    record Edge(
            String edge,
            String state,
            String hash,
            @Nullable String trialHash,
            long revision,
            Instant since,
            Instant at,
            @Nullable String problem,
            @Nullable Long journalBytes,
            @Nullable Long journalSeconds) {}

    /** Revisions, the newest first. */
    record History(List<Revision> items, @Nullable String nextCursor) {}

    static Config of(GatewayDocuments documents, GatewayDocument inForce, GatewayDocuments.Published published) {
        GatewayDocument trial = published.trial();
        return new Config(
                documents.name(),
                inForce.getRevision(),
                inForce.getHash(),
                inForce.getPublishedBy(),
                inForce.getPublishedAt(),
                inForce.getComment(),
                text(inForce),
                trial == null ? null : of(trial),
                published.edges().stream().map(ConfigAnswers::of).toList());
    }

    static Text of(GatewayDocument document) {
        return new Text(
                document.getRevision(),
                document.getHash(),
                document.getPreviousHash(),
                document.getShadow(),
                document.getPublishedBy(),
                document.getPublishedAt(),
                document.getComment(),
                text(document));
    }

    private static Edge of(EdgeView edge) {
        return new Edge(
                edge.edge(),
                edge.state().name().toLowerCase(Locale.ROOT),
                edge.hash(),
                edge.trialHash(),
                edge.revision(),
                edge.since(),
                edge.at(),
                edge.problem(),
                edge.journalBytes(),
                edge.journalSeconds());
    }

    private static String text(GatewayDocument document) {
        return new String(RevisionReader.bytes(document), StandardCharsets.UTF_8);
    }
}
