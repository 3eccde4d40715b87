package io.vectrail.edge.document;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.runtime.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good document on this edge's disk, so that it starts without Kafka: {@code gateway.yaml}, beside it {@code trial.yaml} where one is on
 * trial, and {@code published.json} that says which revisions they are. Somebody may put {@code gateway.yaml} there by hand: it serves
 * until a revision is published. After that a file that is none of those that were is taken for a damaged one, and nothing passes before Kafka was read.
 */
final class LastGood {

    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final DocumentReader reader;

    LastGood(Path folder, DocumentReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /**
     * Which revisions lie there.
     *
     * @param hash of the one in force
     * @param former of the one before it, which still lies there when the writer died in between; null where there was none
     * @param trialHash null where none is on trial
     */
    private record Published(
            long revision,
            String hash,
            @Nullable String former,
            long trialRevision,
            @Nullable String trialHash) {

        boolean speaksOf(String other) {
            return other.equals(hash) || other.equals(former);
        }
    }

    /**
     * What lies there; nothing where there is no file.
     *
     * @throws ConfigurationException when it was put there by hand, before anything was published, and cannot be read or does not validate
     */
    Running recall() {
        byte[] bytes = read("gateway.yaml");
        if (bytes == null) {
            return Running.NOTHING;
        }
        Published published = published();
        String hash = Sha256.hex(bytes);
        if (published != null && !published.speaksOf(hash)) {
            LOG.error("the last good document was changed on the disk: nothing passes before Kafka was read");
            return Running.NOTHING;
        }
        CheckedDocument document;
        try {
            document = reader.read(folder.resolve("gateway.yaml").toString(), bytes);
        } catch (ConfigurationException e) {
            // Whoever writes the first one by hand is there to mend it.
            if (published == null) {
                throw e;
            }
            // Kafka has one that does, and until it was read nothing passes.
            LOG.error("the last good document does not validate any more: {}", e.getMessage());
            return Running.NOTHING;
        }
        if (published == null || !published.hash().equals(hash)) {
            return new Running(document, 0, 0);
        }
        CheckedDocument trial = published.trialHash() == null ? null : trial();
        return trial != null && trial.hash().equals(published.trialHash())
                ? new Running(document.beside(trial.onTrial()), published.revision(), published.trialRevision())
                : new Running(document, published.revision(), 0);
    }

    /** One on trial keeps nobody from starting. */
    private @Nullable CheckedDocument trial() {
        try {
            byte[] bytes = read("trial.yaml");
            return bytes == null
                    ? null
                    : reader.read(folder.resolve("trial.yaml").toString(), bytes);
        } catch (ConfigurationException e) {
            return null;
        }
    }

    /**
     * Keeps it. The file that says which revisions they are comes first, and speaks of the former one, too: whoever dies in between finds one of both.
     *
     * @param text of the document in force
     * @param trial of the one on trial; null where there is none
     */
    void keep(Running running, byte[] text, byte @Nullable [] trial) throws IOException {
        Files.createDirectories(folder);
        String former = replaced(text);
        CheckedDocument document = running.document();
        Published published = new Published(
                running.revision(),
                document.hash(),
                former,
                running.trialRevision(),
                document.trial() == null ? null : document.trial().hash());
        WholeFile.writeSecret(folder.resolve("published.json"), JSON.writeValueAsString(published));
        WholeFile.writeSecret(folder.resolve("gateway.yaml"), text);
        if (trial != null) {
            WholeFile.writeSecret(folder.resolve("trial.yaml"), trial);
        } else {
            Files.deleteIfExists(folder.resolve("trial.yaml"));
        }
    }

    /**
     * What was published takes the place of a file that somebody wrote by hand, which is not lost.
     *
     * @return the hash of what gives way; null where that is nothing that may serve
     */
    private @Nullable String replaced(byte[] text) throws IOException {
        byte[] there = read("gateway.yaml");
        if (there == null) {
            return null;
        }
        Published published = published();
        String hash = Sha256.hex(there);
        boolean ours = published != null && published.speaksOf(hash);
        if (!ours && !Arrays.equals(there, text)) {
            WholeFile.writeSecret(folder.resolve("gateway.replaced.yaml"), there);
            LOG.warn(
                    "{} was written by hand and gave way to what is published; it is kept as gateway.replaced.yaml, and"
                            + " config apply publishes it",
                    folder.resolve("gateway.yaml"));
        }
        return ours || published == null ? hash : null;
    }

    private @Nullable Published published() {
        byte[] bytes = read("published.json");
        try {
            return bytes == null ? null : JSON.readValue(bytes, Published.class);
        } catch (IOException e) {
            // Then they were put there by hand, as far as anybody knows.
            return null;
        }
    }

    private byte @Nullable [] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ConfigurationException(folder.resolve(name) + ": cannot be read: " + e.getMessage());
        }
    }
}
